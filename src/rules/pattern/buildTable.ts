/**
 * The automaton that stands in one state at a time: a state is the set of places in which the other one may stand,
 * with what kind of byte lies before, as far as assertions ask. Assertions look one byte ahead, so they are decided
 * when that byte is known, or that there is none.
 */
import type { Automaton, Place } from './automaton.ts';
import type { PatternTable } from './patternTable.ts';
import { type Assertion, PatternRefusal } from './patternTree.ts';

export const MAX_STATES = 2_000;
const MAX_ENTRIES = 400_000;

/** What lies beside a place between bytes. */
type Neighbour = 'nothing' | 'newline' | 'word' | 'other';

type State = { readonly places: readonly number[]; readonly before: Neighbour };

/** @throws PatternRefusal when it takes too many states */
export function buildTable({ places, start }: Automaton): PatternTable {
  const asked = new Set(places.flatMap((place) => (place.kind === 'assertion' ? [place.assertion] : [])));
  const { classOfByte, samples } = classesOf(places, asked);
  const numClasses = samples.length;
  const states: State[] = [];
  const numbers = new Map<string, number>();
  const next: number[] = [];
  const numberOf = (state: State): number => {
    const before = told(state.before, asked);
    const key = `${before} ${state.places.join(' ')}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (states.length === MAX_STATES || states.length * numClasses > MAX_ENTRIES) {
      throw new PatternRefusal(`a pattern that needs more than ${MAX_STATES} states; use fewer repetitions of classes`);
    }
    numbers.set(key, states.length);
    return states.push({ places: state.places, before }) - 1;
  };
  const first = numberOf({ places: [start], before: 'nothing' });
  for (let s = 0; s < states.length; s++) {
    const reachedBefore = new Map<Neighbour, number[]>();
    for (const byte of samples) {
      const neighbour = neighbourOf(byte);
      const reached = reachedBefore.get(neighbour) ?? reach(places, states[s], neighbour);
      reachedBefore.set(neighbour, reached);
      // found is for good: the one place that is found stays
      next.push(numberOf(reached.includes(0) ? found : { places: step(places, reached, byte), before: neighbour }));
    }
  }
  const accepting = Uint8Array.from(states, (state) => (reach(places, state, 'nothing').includes(0) ? 1 : 0));
  return { numStates: states.length, numClasses, start: first, classOfByte, next: Uint16Array.from(next), accepting };
}

const found: State = { places: [0], before: 'other' };

/** Places reached from a state without a byte, before a byte of the given kind. */
function reach(places: readonly Place[], { places: from, before }: State, after: Neighbour): number[] {
  const reached = new Set<number>();
  const left = [...from];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const place = places[at];
    if (place.kind === 'split') left.push(...place.to);
    else if (place.kind === 'assertion' && holds(place.assertion, before, after)) left.push(place.to);
  }
  return [...reached];
}

function step(places: readonly Place[], reached: readonly number[], byte: number): number[] {
  const to = new Set<number>();
  for (const at of reached) {
    const place = places[at];
    if (place.kind === 'byte' && place.first <= byte && byte <= place.last) to.add(place.to);
  }
  return [...to].sort((a, b) => a - b);
}

function holds(assertion: Assertion, before: Neighbour, after: Neighbour): boolean {
  switch (assertion) {
    case 'textStart':
      return before === 'nothing';
    case 'textEnd':
      return after === 'nothing';
    case 'lineStart':
      return before === 'nothing' || before === 'newline';
    case 'lineEnd':
      return after === 'nothing' || after === 'newline';
    case 'wordEdge':
      return (before === 'word') !== (after === 'word');
    case 'noWordEdge':
      return (before === 'word') === (after === 'word');
  }
}

function neighbourOf(byte: number): Neighbour {
  if (byte === 10) return 'newline';
  return isWord(byte) ? 'word' : 'other';
}

const isWord = (byte: number): boolean => byte < 128 && /\w/.test(String.fromCharCode(byte));

/** Only what an assertion tells apart makes states differ. */
function told(before: Neighbour, asked: ReadonlySet<Assertion>): Neighbour {
  if (before === 'nothing') return asked.has('textStart') || asked.has('lineStart') ? before : 'other';
  if (before === 'newline') return asked.has('lineStart') ? before : 'other';
  if (before === 'word') return asked.has('wordEdge') || asked.has('noWordEdge') ? before : 'other';
  return before;
}

/** Bytes that no place and no assertion tells apart, and one byte of each class. */
function classesOf(
  places: readonly Place[],
  asked: ReadonlySet<Assertion>,
): Pick<PatternTable, 'classOfByte'> & { samples: number[] } {
  const starts = new Set([0]);
  for (const place of places) {
    if (place.kind === 'byte') starts.add(place.first).add(place.last + 1);
  }
  if (asked.has('lineStart') || asked.has('lineEnd')) starts.add(10).add(11);
  if (asked.has('wordEdge') || asked.has('noWordEdge')) {
    for (let byte = 1; byte < 256; byte++) if (isWord(byte) !== isWord(byte - 1)) starts.add(byte);
  }
  const samples = [...starts].filter((byte) => byte < 256).sort((a, b) => a - b);
  const classOfByte = new Uint8Array(256);
  samples.forEach((from, i) => classOfByte.fill(i, from));
  return { classOfByte, samples };
}
