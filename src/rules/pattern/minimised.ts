/** The smallest table with the same answers (Moore's refinement), its last two states being numbers 0 and 1. */
import type { PatternTable } from './patternTable.ts';

/** States from which the answers never differ become one; states are numbered in the order a walk meets them. */
export function minimised(table: PatternTable): PatternTable {
  const groups = refine(table);
  const { numClasses, classOfByte } = table;
  // never and found are there even where no text leads to them
  const members: number[] = [-1, -1];
  const numbers = new Map<number, number>();
  const numberOf = (state: number): number => {
    const group = groups[state];
    const known = numbers.get(group);
    if (known !== undefined) return known;
    const number = isLast(table, groups, state) ? table.accepting[state] : members.push(state) - 1;
    members[number] = state;
    numbers.set(group, number);
    return number;
  };
  const start = numberOf(table.start);
  const next: number[] = [];
  for (let n = 0; n < members.length; n++) {
    for (let c = 0; c < numClasses; c++) {
      next.push(n <= 1 ? n : numberOf(table.next[members[n] * numClasses + c]));
    }
  }
  const accepting = Uint8Array.from(members, (state, n) => (n <= 1 ? n : table.accepting[state]));
  return { numStates: members.length, numClasses, start, classOfByte, next: Uint16Array.from(next), accepting };
}

/** True where every byte leads back. */
function isLast({ numClasses, next }: PatternTable, groups: Int32Array, state: number): boolean {
  for (let c = 0; c < numClasses; c++) if (groups[next[state * numClasses + c]] !== groups[state]) return false;
  return true;
}

/** The group of each state: those of one group answer alike on every text that follows. */
function refine({ numStates, numClasses, next, accepting }: PatternTable): Int32Array {
  let groups = Int32Array.from(accepting);
  let numGroups = new Set(groups).size;
  for (;;) {
    const numbers = new Map<string, number>();
    const refined = new Int32Array(numStates);
    for (let s = 0; s < numStates; s++) {
      let key = `${groups[s]}`;
      for (let c = 0; c < numClasses; c++) key += `,${groups[next[s * numClasses + c]]}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      refined[s] = number;
    }
    groups = refined;
    if (numbers.size === numGroups) return groups;
    numGroups = numbers.size;
  }
}
