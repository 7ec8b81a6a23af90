/** How many features an answer is explained by, as an option of commands. */
import { MAX_EXPLAIN_TOP } from '../engine/options.ts';

/** @throws RangeError naming what was given */
export function parseExplainTop(text: string): number {
  const top = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(top) && top >= 0 && top <= MAX_EXPLAIN_TOP) return top;
  throw new RangeError(`expected --explain-top to be an integer from 0 to ${MAX_EXPLAIN_TOP}, got "${text}"`);
}
