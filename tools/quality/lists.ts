/** Names against the real list: innocents that are hit, listed people that are found, aliases from primary names. */
import { Random } from '../../src/base/random.ts';
import { prepareName } from '../../src/watchlist/compare/preparedName.ts';
import { scoreNames } from '../../src/watchlist/compare/scoreNames.ts';
import type { Entry, EntryKind } from '../../src/watchlist/entry.ts';
import { nameTokens } from '../../src/watchlist/text/nameTokens.ts';
import type { CoreHit, CoreNames } from './coreNames.ts';
import { readTable } from './data.ts';

/** How alike the best hit is, and how sure: two hits may be the best by one and by the other. */
export type Best = {
  readonly alike: number;
  readonly calibrated: number;
  /** Half of the rows by which constants were chosen; the other one judges them. */
  readonly isChosenOn: boolean;
};

const HALVES_SEED = 7;

/** Of each innocent against the people of the list. */
export async function innocentScores({ find }: CoreNames): Promise<Best[]> {
  const rows = await readTable('names/yente/negatives_us.csv');
  return rows.map(({ full_name }, i) => bestOf(find(full_name, 'person'), i));
}

export type Positive = Best & { readonly hasCounterpart: boolean };

/**
 * A counterpart has the same words in any order, by folded text. Its scores are those of the best hit that is one of
 * its counterparts; for names without one, of any hit.
 */
export async function positiveScores({ find }: CoreNames, entries: readonly Entry[]): Promise<Positive[]> {
  const byWords = new Map<string, Set<Entry>>();
  for (const entry of entries) {
    for (const indicator of entry.indicators) {
      if (indicator.kind !== 'name') continue;
      const key = wordsOf(indicator.text);
      byWords.set(key, (byWords.get(key) ?? new Set()).add(entry));
    }
  }
  const rows = await readTable('names/yente/positives_un_treated.csv');
  return rows.map(({ full_name }, i) => {
    const counterparts = byWords.get(wordsOf(full_name));
    const meant = find(full_name, 'party').filter(({ entry }) => counterparts?.has(entry) ?? true);
    return { hasCounterpart: counterparts !== undefined, ...bestOf(meant, i) };
  });
}

function bestOf(hits: readonly CoreHit[], row: number): Best {
  return {
    alike: hits.reduce((most, { alike }) => Math.max(most, alike), 0),
    calibrated: hits.reduce((most, { calibrated }) => Math.max(most, calibrated), 0),
    isChosenOn: new Random(HALVES_SEED, row).u32() % 2 === 0,
  };
}

/** Every strong alias beside the primary name of its entry. */
export function aliasScores(entries: readonly Entry[]): { kind: EntryKind; score: number }[] {
  return entries.flatMap(({ kind, indicators }) => {
    const names = indicators.filter((one) => one.kind === 'name');
    const [primary] = names.filter(({ quality }) => quality === 'primary').map(({ text }) => prepareName(text, kind));
    const aliases = names.filter(({ quality }) => quality === 'strong');
    return aliases.map(({ text }) => ({ kind, score: scoreNames(primary, prepareName(text, kind)).score }));
  });
}

export async function crossScriptScores(): Promise<{ query: string; expected: string; score: number }[]> {
  const rows = await readTable('names/watchman_cross_script_pairs.csv', ['query', 'expected', 'least', 'title']);
  return rows.map(({ query, expected }) => ({
    query,
    expected,
    score: scoreNames(prepareName(query, 'person'), prepareName(expected, 'person')).score,
  }));
}

function wordsOf(text: string): string {
  return nameTokens(text).sort().join(' ');
}
