/** The core's name kernel over a list, with the plain comparison of every hit beside it: twins must agree to the bit. */
import { createStandaloneNameMatcher, type PartyKind } from '../../src/core/nameMatcher.ts';
import { nameScores } from '../../src/watchlist/compare/nameScores.ts';
import { type PreparedName, prepareName } from '../../src/watchlist/compare/preparedName.ts';
import { calibrated, pairedBits } from '../../src/watchlist/compare/rarity.ts';
import { scoreNames } from '../../src/watchlist/compare/scoreNames.ts';
import { WordShares } from '../../src/watchlist/compare/wordShares.ts';
import type { Entry, NameIndicator } from '../../src/watchlist/entry.ts';
import { namesBuilder } from '../../src/watchlist/index/names/build.ts';

export type CoreHit = { readonly entry: Entry; readonly alike: number; readonly calibrated: number };
export type CoreNames = {
  /** Every entry with a name at least so alike as `leastAlike`. */
  readonly find: (text: string, kind: PartyKind) => CoreHit[];
  /** Hits so far, and those whose score the plain comparison does not give. */
  readonly twins: { readonly hits: number; readonly differ: number };
};

/** The least that the core can look up. */
export const LEAST_ALIKE = 0.8;
const MOST_HITS = 8192;

type Listed = { readonly prepared: PreparedName; readonly bits: readonly number[]; readonly weight: number };

export function coreNames(entries: readonly Entry[]): CoreNames {
  const builder = namesBuilder({ leastAlike: LEAST_ALIKE });
  for (const [number, entry] of entries.entries()) builder.add(entry, number);
  const matcher = createStandaloneNameMatcher(builder.finish() as Uint8Array, MOST_HITS);
  const listed = entries.map(listedNames);
  const shares = new WordShares();
  const known = new Map<number, Listed[]>();
  const namesOf = (number: number): Listed[] => {
    const names =
      known.get(number) ??
      listed[number].map((one) => ({ ...one, bits: one.prepared.words.map((word) => shares.bitsOf(word)) }));
    known.set(number, names);
    return names;
  };
  const twins = { hits: 0, differ: 0 };
  const find: CoreNames['find'] = (text, kind) =>
    matcher.match(text, kind).map(({ entry: number, name, score }) => {
      const entry = entries[number];
      const { prepared, bits, weight } = namesOf(number)[name];
      const match = scoreNames(prepareName(text, entry.kind), prepared);
      const alike = match.score * weight;
      twins.hits++;
      if (calibrated(alike, pairedBits(match.pairs, bits)) !== score) twins.differ++;
      return { entry, alike, calibrated: score };
    });
  return { find, twins };
}

function listedNames({ kind, indicators }: Entry): Omit<Listed, 'bits'>[] {
  return indicators
    .filter((one): one is NameIndicator => one.kind === 'name')
    .map(({ text, quality }) => ({
      prepared: prepareName(text, kind),
      weight: quality === 'weak' ? nameScores.weakAlias : 1,
    }));
}
