/** Entries of one list out of a source: unique ids, counts of everything, faults with their places. */
import { PosternError } from '../contract/errors.ts';
import type { Entry } from './entry.ts';
import { type Fault, Tally } from './faults.ts';
import type { ReadOptions, Source, SourceFile } from './sources/source.ts';

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
  /** Names of entries that entries refer to and the list does not hold. */
  danglingReferences: number;
  publishedAt: string | null;
};

export async function* importEntries(
  source: Source,
  files: readonly SourceFile[],
  options: ReadOptions,
  report: ImportReport,
): AsyncGenerator<Entry> {
  const ids = new Set<string>();
  const references = new Map<string, number>();
  const refuse = (fault: Fault): void => {
    report.refused++;
    report.reasons.add(fault.reason);
    if (report.faults.length < MOST_TOLD) report.faults.push(fault);
  };
  for await (const item of source.read(files, options)) {
    if (item.type === 'fault') refuse(item.fault);
    else if (item.type === 'left') report.left.add(item.what);
    else if (item.type === 'about') report.publishedAt = item.publishedAt;
    else if (ids.has(item.entry.id)) {
      refuse({ file: item.file, line: item.line, reason: 'an entry before it has the same id' });
    } else {
      if (ids.size >= MOST_ENTRIES) {
        throw new PosternError('BODY_TOO_LARGE', `got more than ${MOST_ENTRIES} entries; import it as several lists`);
      }
      ids.add(item.entry.id);
      for (const id of item.entry.related) references.set(id, (references.get(id) ?? 0) + 1);
      report.entries++;
      report.indicators += item.entry.indicators.length;
      yield item.entry;
    }
  }
  for (const [id, count] of references) if (!ids.has(id)) report.danglingReferences += count;
}

export function emptyReport(): ImportReport {
  return {
    entries: 0,
    indicators: 0,
    refused: 0,
    faults: [],
    left: new Tally(),
    reasons: new Tally(),
    danglingReferences: 0,
    publishedAt: null,
  };
}
