/** Writes patterns (scanLayout.ts), alone and in hash tables. */
import {
  MAX_PATTERN_TEXT,
  NEVER_LENGTH,
  NEVER_MASK,
  PATTERN_LENGTH,
  PATTERN_MASK_HIGH,
  PATTERN_MASK_LOW,
} from './scanLayout.ts';
import type { TableWriter } from './tableImage.ts';
import { slotOfText, type TextHash } from './textHash.ts';

/** A pattern that matches nothing yet. */
export function writeNeverPattern(table: TableWriter, at: number): void {
  table.word(at + PATTERN_MASK_LOW, NEVER_MASK);
  table.word(at + PATTERN_LENGTH, NEVER_LENGTH);
}

export function writePattern(table: TableWriter, at: number, text: string): void {
  const length = Buffer.byteLength(text);
  if (length > MAX_PATTERN_TEXT)
    throw new RangeError(`expected a word of at most ${MAX_PATTERN_TEXT} bytes, got ${text}`);
  table.text(at, text);
  table.word(at + PATTERN_MASK_LOW, length >= 16 ? 0xffff : (1 << length) - 1);
  table.word(at + PATTERN_MASK_HIGH, length > 16 ? (1 << (length - 16)) - 1 : 0);
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
