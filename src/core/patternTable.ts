/** Writes patterns (scanLayout.ts), alone and in hash tables. */
import { MAX_PATTERN_TEXT, NEVER_LENGTH, NEVER_MASK, PATTERN_LENGTH, PATTERN_MASK } from './scanLayout.ts';
import type { TableWriter } from './tableImage.ts';
import { slotOfText, type TextHash } from './textHash.ts';

/** A pattern that matches nothing yet. */
export function writeNeverPattern(table: TableWriter, at: number): void {
  table.long(at + PATTERN_MASK, BigInt(NEVER_MASK));
  table.word(at + PATTERN_LENGTH, NEVER_LENGTH);
}

export function writePattern(table: TableWriter, at: number, text: string): void {
  const length = Buffer.byteLength(text);
  if (length > MAX_PATTERN_TEXT)
    throw new RangeError(`expected a word of at most ${MAX_PATTERN_TEXT} bytes, got ${text}`);
  table.text(at, text);
  table.long(at + PATTERN_MASK, BigInt(2 ** length - 1));
  table.word(at + PATTERN_LENGTH, length);
}

/** A hash table of patterns `stride` bytes apart; `write` fills in what a word leads to. Returns its offset. */
export function writeHashTable(
  table: TableWriter,
  hash: TextHash,
  stride: number,
  words: readonly string[],
  write: (at: number, word: string, index: number) => void,
): number {
  const start = table.take(hash.numSlots * stride);
  for (let slot = 0; slot < hash.numSlots; slot++) writeNeverPattern(table, start + slot * stride);
  words.forEach((word, index) => {
    const at = start + slotOfText(word, hash) * stride;
    writePattern(table, at, word);
    write(at, word, index);
  });
  return start;
}
