/** A pattern after parsing. Which of several ways a text is matched does not matter, so greed and captures are gone. */
import type { CodeRanges } from './codeRanges.ts';

/** Places between characters. Lines end with \n. */
export type Assertion = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordEdge' | 'noWordEdge';

export type PatternTree =
  | { readonly kind: 'set'; readonly ranges: CodeRanges }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Of no parts: the empty text. */
  | { readonly kind: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'repeat'; readonly of: PatternTree; readonly least: number; readonly most: number };

/** A pattern that is refused: what was got and why. */
export class PatternRefusal extends Error {
  override readonly name = 'PatternRefusal';
}
