/** What checkRows holds the leaves of one group against, derived from the record layout (layout: scanLayout.ts). */
import { writeHashTable } from './patternTable.ts';
import type { Group, Leaf } from './recordLayout.ts';
import * as at from './scanLayout.ts';
import type { TableWriter } from './tableImage.ts';
import { perfectHash } from './textHash.ts';

/** Write the checks of one group; returns their offset. */
export function writeChecks(table: TableWriter, group: Group): number {
  const checks = table.take(at.CHECK_BYTES);
  table.word(checks + at.CHECK_FIRST_SPAN, group.leaves[0].span);
  const pair = (word: number, leaves: readonly Leaf[], write: (entry: number, leaf: Leaf) => void): void => {
    const start = table.take(leaves.length * at.LEAF_BYTES);
    leaves.forEach((leaf, i) => write(start + i * at.LEAF_BYTES, leaf));
    table.address(checks + word, start);
    table.word(checks + word + 4, leaves.length);
  };
  const ofKind = (kind: Leaf['field']['kind']): Leaf[] => group.leaves.filter((leaf) => leaf.field.kind === kind);

  const spans = writeMaxBytes(table, group.leaves);
  table.address(checks + at.CHECK_SPANS, spans);
  table.word(checks + at.CHECK_SPANS + 4, group.leaves.length);
  pair(at.CHECK_CODES, ofKind('code'), (entry, leaf) => writeCode(table, entry, leaf));
  pair(at.CHECK_COUNTRIES, ofKind('country'), (entry, leaf) => writeLeaf(table, entry, leaf));
  pair(at.CHECK_CURRENCIES, ofKind('currency'), (entry, leaf) => writeLeaf(table, entry, leaf));
  pair(at.CHECK_DATES, ofKind('date'), (entry, leaf) => writeLeaf(table, entry, leaf));
  const required = group.leaves.filter((leaf) => 'required' in leaf.field && leaf.field.required);
  pair(at.CHECK_REQUIRED, required, (entry, leaf) => writeLeaf(table, entry, leaf));
  writeMaxima(table, checks, group.leaves);
  return checks;
}

/** The largest of each number, in the order in which they lie. */
function writeMaxima(table: TableWriter, checks: number, leaves: readonly Leaf[]): void {
  const numeric = leaves.filter((leaf) => leaf.num !== undefined);
  const start = table.take(numeric.length * 8);
  numeric.forEach(({ field }, i) =>
    table.double(start + i * 8, field.kind === 'uint' ? field.max : Number.POSITIVE_INFINITY),
  );
  table.word(checks + at.CHECK_FIRST_NUM, numeric[0]?.num ?? 0);
  table.address(checks + at.CHECK_NUMS, start);
  table.word(checks + at.CHECK_NUMS + 4, numeric.length);
}

/** Pairs (no maximum, most bytes): no text may have more bytes unless some of its characters have several. */
function writeMaxBytes(table: TableWriter, leaves: readonly Leaf[]): number {
  const start = table.take(leaves.length * 8);
  for (let i = 0; i < leaves.length + (leaves.length % 2); i++) {
    const field = leaves[i]?.field;
    table.word(start + i * 8, at.NO_MAX_BYTES);
    table.word(start + i * 8 + 4, field?.kind === 'text' ? field.max : at.NO_MAX_BYTES);
  }
  return start;
}

function writeLeaf(table: TableWriter, entry: number, leaf: Leaf): void {
  table.word(entry + at.LEAF_SPAN, leaf.span);
  table.word(entry + at.LEAF_VALUE, leaf.code ?? leaf.num ?? 0);
}

function writeCode(table: TableWriter, entry: number, leaf: Leaf): void {
  if (leaf.field.kind !== 'code') return;
  const { values } = leaf.field;
  const hash = perfectHash(values);
  writeLeaf(table, entry, leaf);
  table.word(entry + at.LEAF_HASH_SHIFT, hash.shift);
  table.long(entry + at.LEAF_HASH_MULTIPLIER, hash.multiplier);
  const patterns = writeHashTable(table, hash, at.PATTERN_BYTES, values, (pattern, _, index) =>
    table.word(pattern + at.PATTERN_CODE, index + 1),
  );
  table.address(entry + at.LEAF_PATTERNS, patterns);
}
