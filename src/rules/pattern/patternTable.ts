/** The form in which patterns are matched. */

/**
 * A deterministic automaton that finds the pattern anywhere in a text.
 *
 *   state = start
 *   for each byte: state = next[state * numClasses + classOfByte[byte]]
 *   found = accepting[state] === 1
 *
 * State 0 (never) and state 1 (found) stay what they are, so a walk may end there.
 */
export type PatternTable = {
  /** At most 2,000 and the two last ones. */
  readonly numStates: number;
  readonly numClasses: number;
  readonly start: number;
  /** 256 entries: bytes that no state tells apart share a class. */
  readonly classOfByte: Uint8Array;
  /** [state][class] */
  readonly next: Uint16Array;
  /** [state], 1 where the pattern is found if the text ends there. */
  readonly accepting: Uint8Array;
};

export const NEVER_STATE = 0;
export const FOUND_STATE = 1;
