/** How often the rules of a pack speak on a sample of mail, alone and together. */
import { implies } from '../../rules/pack/implies.ts';
import { evaluateRules } from '../../rules/reference/evaluateRules.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Judge } from './judge.ts';

export type RuleCount = {
  hits: number;
  /** Parcels on which it could not be evaluated, and the first reason why. */
  errors: number;
  why: string | null;
  /** Parcels that no other rule hits. */
  alone: number;
};

export type Coverage = {
  /** Parcels that could be judged. */
  readonly parcels: number;
  /** Rows that are no parcel. */
  readonly rowErrors: number;
  /** In the order of the rules. */
  readonly rules: readonly RuleCount[];
  /** Parcels that a rule of kind risk, list or link with an action hits. */
  readonly raised: number;
  /** Others, that are only asked about the quality of their data. */
  readonly asked: number;
  /** Parcels that any rule hits. */
  readonly hit: number;
  /** Parcels that two rules hit both, by their numbers, the lower first. */
  readonly together: ReadonlyMap<string, number>;
};

export function measureCoverage(rules: readonly Rule[], judge: Judge, rows: Iterable<Uint8Array>): Coverage {
  const counts = rules.map((): RuleCount => ({ hits: 0, errors: 0, why: null, alone: 0 }));
  const together = new Map<string, number>();
  let [parcels, rowErrors, raised, asked, hit] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const judged = judge.facts(row);
    if ('fault' in judged) {
      rowErrors++;
      continue;
    }
    parcels++;
    const { hits, failures } = evaluateRules(rules, judged.facts);
    for (const rule of hits) counts[rule].hits++;
    for (const { rule, why } of failures) {
      counts[rule].errors++;
      counts[rule].why ??= why;
    }
    if (hits.length > 0) hit++;
    if (hits.length === 1) counts[hits[0]].alone++;
    const acting = hits.filter((rule) => rules[rule].action !== null);
    if (acting.some((rule) => rules[rule].kind !== 'data')) raised++;
    else if (acting.length > 0) asked++;
    hits.forEach((lower, i) => {
      for (const higher of hits.slice(i + 1)) {
        const pair = `${lower},${higher}`;
        together.set(pair, (together.get(pair) ?? 0) + 1);
      }
    });
  }
  return { parcels, rowErrors, rules: counts, raised, asked, hit, together };
}

export type Implied = {
  readonly rule: string;
  /** The rule that hits wherever this one does. */
  readonly by: string;
  /** Hits of the implied rule on the sample. */
  readonly hits: number;
  /** The conditions show it, whatever the sample. */
  readonly byStructure: boolean;
};

export type Overlap = {
  readonly rules: readonly [string, string];
  readonly both: number;
  readonly share: number;
};

/** Fewer hits than this show nothing on a sample. */
const FEWEST_HITS = 20;
/** Shared hits over hits of either from which two rules say much the same. */
const MUCH_THE_SAME = 0.8;

/** Rules of a pack up to which all pairs of conditions are compared. */
export const MOST_COMPARED = 1_500;

export function impliedRules(rules: readonly Rule[], coverage: Coverage): Implied[] {
  const byStructure = new Set(rules.length > MOST_COMPARED ? [] : impliedByStructure(rules));
  const pairs = new Set(byStructure);
  for (const [pair, both] of coverage.together) {
    const [i, j] = pair.split(',').map(Number);
    if (both >= FEWEST_HITS && both === coverage.rules[i].hits) pairs.add(`${i},${j}`);
    if (both >= FEWEST_HITS && both === coverage.rules[j].hits) pairs.add(`${j},${i}`);
  }
  return [...pairs].flatMap((pair) => {
    const [i, j] = pair.split(',').map(Number);
    // what always hits is told as such: every rule hits only where it does
    if (isConstant(rules[i]) || isConstant(rules[j]) || alwaysHits(coverage, j)) return [];
    const { hits } = coverage.rules[i];
    return [{ rule: rules[i].code, by: rules[j].code, hits, byStructure: byStructure.has(pair) }];
  });
}

function alwaysHits({ parcels, rules }: Coverage, rule: number): boolean {
  return parcels > 0 && rules[rule].hits === parcels;
}

function isConstant({ condition }: Rule): boolean {
  return condition.kind === 'constant';
}

function* impliedByStructure(rules: readonly Rule[]): Generator<string> {
  for (const [i, rule] of rules.entries()) {
    for (const [j, other] of rules.entries()) {
      if (i !== j && implies(rule.condition, other.condition)) yield `${i},${j}`;
    }
  }
}

/** Pairs of rules that hit much the same parcels, the most alike first; implied ones are left to `impliedRules`. */
export function overlappingRules(rules: readonly Rule[], { rules: counts, together }: Coverage): Overlap[] {
  const found: Overlap[] = [];
  for (const [pair, both] of together) {
    const [i, j] = pair.split(',').map(Number);
    const [fewer, more] = [counts[i].hits, counts[j].hits].sort((a, b) => a - b);
    const share = both / (fewer + more - both);
    if (fewer < FEWEST_HITS || both === fewer || share < MUCH_THE_SAME) continue;
    found.push({ rules: [rules[i].code, rules[j].code], both, share });
  }
  return found.sort((a, b) => b.share - a.share);
}
