/** Entries of one list out of a source: unique ids, counts of everything, faults with their places. */
import { PosternError } from '../contract/errors.ts';
import type { Entry } from './entry.ts';
import { type Fault, Tally } from './faults.ts';
import { type PhoneCounts, withWholePhones } from './listedPhones.ts';
import { References } from './references.ts';
import type { Item, ReadOptions, Source, SourceFile } from './sources/source.ts';
import { whyUnlistable } from './unlistable.ts';
import { Unmatchable, whyUnmatchable } from './unmatchable.ts';

/** Ids held to find second ones: more than any list here has, and what memory allows. */
const MOST_ENTRIES = 20_000_000;
/** Faults are counted without an end and told up to here. */
const MOST_TOLD = 1000;

export type ImportReport = {
  entries: number;
  indicators: number;
  refused: number;
  /** The first of the refused rows. */
  readonly faults: Fault[];
  /** What was understood and left out, by name. */
  readonly left: Tally;
  readonly reasons: Tally;
  readonly phones: PhoneCounts;
  /** What is on the list and can hardly match. */
  readonly unmatchable: Unmatchable;
  /** Names of entries that entries refer to and the list does not hold. */
  danglingReferences: number;
  /** Entries that belong to themselves, through others or directly. */
  inCircles: number;
  publishedAt: string | null;
};

export async function* importEntries(
  source: Source,
  files: readonly SourceFile[],
  options: ReadOptions,
  report: ImportReport,
): AsyncGenerator<Entry> {
  const references = new References();
  for await (const item of source.read(files, options)) {
    if (item.type === 'fault') refuse(report, item.fault);
    else if (item.type === 'left') report.left.add(item.what);
    else if (item.type === 'about') report.publishedAt = item.publishedAt;
    else if (references.has(item.entry.id)) {
      refuse(report, { ...placeOf(item), reason: 'an entry before it has the same id' });
    } else {
      const place = placeOf(item);
      const entry = withWholePhones(item.entry, item.countries ?? [], report.phones);
      const reason = whyUnlistable(entry);
      if (reason !== null) {
        refuse(report, { ...place, reason });
        continue;
      }
      if (report.entries >= MOST_ENTRIES) {
        throw new PosternError('BODY_TOO_LARGE', `got more than ${MOST_ENTRIES} entries; import it as several lists`);
      }
      references.add(entry.id, entry.related);
      report.entries++;
      report.indicators += entry.indicators.length;
      for (const indicator of entry.indicators) {
        const what = whyUnmatchable(indicator, entry.kind);
        if (what !== null) report.unmatchable.add(what, place);
      }
      yield entry;
    }
  }
  if (references.numLeft > 0) report.left.add('reference beyond the most that are followed', references.numLeft);
  report.danglingReferences = references.numDangling;
  report.inCircles = references.numInCircles;
}

function placeOf({ file, line, at }: Extract<Item, { type: 'entry' }>): Omit<Fault, 'reason'> {
  return { file, line, ...(at !== undefined && { at }) };
}

export function refuse(report: ImportReport, fault: Fault): void {
  report.refused++;
  report.reasons.add(fault.reason);
  if (report.faults.length < MOST_TOLD) report.faults.push(fault);
}

export function emptyReport(): ImportReport {
  return {
    entries: 0,
    indicators: 0,
    refused: 0,
    faults: [],
    left: new Tally(),
    reasons: new Tally(),
    phones: { international: 0, completed: 0, kept: 0 },
    unmatchable: new Unmatchable(),
    danglingReferences: 0,
    inCircles: 0,
    publishedAt: null,
  };
}
