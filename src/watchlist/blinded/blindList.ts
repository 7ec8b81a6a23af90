/** A list as a blinded one: who may be passed on, by which names and identifiers, as a list index of one part. */
import { defaultCorroboration, weightOf } from '../corroboration.ts';
import { type Entry, type Handling, handlings, isThing } from '../entry.ts';
import { Tally } from '../faults.ts';
import { type BlindedRecord, buildBlinded } from '../index/blinded/build.ts';
import { assembleListIndex } from '../index/listIndex.ts';
import { calibrated, rarity } from '../compare/rarity.ts';
import { prepareName } from '../compare/preparedName.ts';
import { WordShares } from '../compare/wordShares.ts';
import { BlindKeys } from './blindKey.ts';
import { tokensOf } from './tokensOf.ts';

export type BlindOptions = {
  /** The strictest handling that may be passed on to this carrier. */
  readonly mostHandling: Handling;
  /** YYYY-MM-DD: entries that are not in force on it are left out, for no date goes along. */
  readonly day: string;
};

export type BlindReport = { entries: number; tokens: number; readonly left: Tally };

/** The same entries, key and options give the same bytes. */
export function blindList(
  entries: readonly Entry[],
  key: Uint8Array,
  { mostHandling, day }: BlindOptions,
): { index: Uint8Array; report: BlindReport } {
  const keys = new BlindKeys(key);
  const report: BlindReport = { entries: 0, tokens: 0, left: new Tally() };
  const shares = new WordShares();
  const records: BlindedRecord[] = [];
  for (const entry of entries) {
    const reason = refusalOf(entry, handlings.indexOf(mostHandling), day);
    if (reason !== null) {
      report.left.add(reason);
      continue;
    }
    const pseudonym = keys.pseudonym(entry.list, entry.id);
    const before = records.length;
    for (const indicator of entry.indicators) {
      if (indicator.kind === 'name' && isThing(entry.kind)) {
        report.left.add('name of a ship, an aircraft or goods');
        continue;
      }
      if (indicator.kind === 'name' && isCommon(indicator.text, entry, shares)) {
        report.left.add('name that many people bear');
        continue;
      }
      const tokens = tokensOf(indicator, entry.kind);
      if (tokens.length === 0) report.left.add(`${indicator.kind} that has no form to be hashed`);
      for (const { kind, normal } of tokens) records.push({ token: keys.token(kind, normal), pseudonym });
    }
    if (records.length === before) report.left.add('entry with nothing to be hashed');
    else report.entries++;
  }
  report.tokens = records.length;
  return { index: assembleListIndex({ blinded: buildBlinded(records, keys.check) }), report };
}

function refusalOf(
  { handling, validFrom, validUntil, confidence }: Entry,
  mostHandling: number,
  day: string,
): string | null {
  if (handlings.indexOf(handling) > mostHandling) return `entry of TLP:${handling.toUpperCase()}`;
  if (validFrom !== null && validFrom > day) return 'entry that is not in force yet';
  if (validUntil !== null && validUntil < day) return 'entry that is no longer in force';
  // hashes say nothing of how sure anybody is
  if (weightOf(defaultCorroboration, confidence) < 1) return 'entry that its source is not sure of';
  return null;
}

/** One that would not be worth a look by itself if it were found as it stands: a hash cannot tell its bearers apart. */
function isCommon(text: string, { kind }: Entry, shares: WordShares): boolean {
  const { words } = prepareName(text, kind);
  const bits = words.reduce((sum, word) => sum + shares.bitsOf(word), 0);
  return bits <= 0 || calibrated(1, bits) < rarity.review;
}
