/** A pattern as an automaton that may stand in several places at once (Thompson's construction), over bytes. */
import { anyCodePoint, type CodeRanges } from './codeRanges.ts';
import { type Assertion, PatternRefusal, type PatternTree } from './patternTree.ts';
import { utf8Ranges } from './utf8Ranges.ts';

export type Place =
  | { readonly kind: 'byte'; readonly first: number; readonly last: number; readonly to: number }
  | { readonly kind: 'split'; to: readonly number[] }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly to: number }
  | { readonly kind: 'found' };

export type Automaton = { readonly places: readonly Place[]; readonly start: number };

const MAX_PLACES = 50_000;

/** Finds the pattern anywhere: before it, any characters are passed over. @throws PatternRefusal when it is too large */
export function automatonOf(tree: PatternTree): Automaton {
  const places: Place[] = [{ kind: 'found' }];
  const add = (place: Place): number => {
    if (places.length === MAX_PLACES) throw new PatternRefusal('a pattern that repeats too much; shorten it');
    return places.push(place) - 1;
  };
  /** A place from which the tree leads to `to`. */
  const build = (part: PatternTree, to: number): number => {
    switch (part.kind) {
      case 'set':
        return buildSet(part.ranges, to);
      case 'assertion':
        return add({ kind: 'assertion', assertion: part.assertion, to });
      case 'sequence':
        return part.parts.reduceRight((next, each) => build(each, next), to);
      case 'choice':
        return add({ kind: 'split', to: part.parts.map((each) => build(each, to)) });
      case 'repeat':
        return buildRepeat(part.of, part.least, part.most, to);
    }
  };
  const buildSet = (ranges: CodeRanges, to: number): number => {
    const ways = ranges
      .flatMap(utf8Ranges)
      .map((bytes) => bytes.reduceRight((next, [first, last]) => add({ kind: 'byte', first, last, to: next }), to));
    return ways.length === 1 ? ways[0] : add({ kind: 'split', to: ways });
  };
  const buildRepeat = (of: PatternTree, least: number, most: number, to: number): number => {
    let next = to;
    if (most === Number.POSITIVE_INFINITY) next = buildLoop(of, to);
    else for (let i = least; i < most; i++) next = add({ kind: 'split', to: [build(of, next), to] });
    for (let i = 0; i < least; i++) next = build(of, next);
    return next;
  };
  const buildLoop = (of: PatternTree, to: number): number => {
    const loop = { kind: 'split', to: [to] as readonly number[] } as const satisfies Place;
    const at = add(loop);
    (loop as { to: readonly number[] }).to = [build(of, at), to];
    return at;
  };
  const start = buildLoop({ kind: 'set', ranges: anyCodePoint }, build(tree, 0));
  return { places, start };
}
