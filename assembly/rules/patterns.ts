// Patterns of `matches`: a step a byte through a table (src/rules/pattern), whatever the pattern.

import {
  NODE_B,
  NODE_FLAG,
  PATTERN_ACCEPTING,
  PATTERN_CLASSES,
  PATTERN_NUM_CLASSES,
  PATTERN_START,
  SCRATCH_FOLDED,
} from '../generated/rules';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import { clearMask, copyMask, setBit } from './masks';
import { countOf, domainOf, resultOf, tableOf } from './sheet';
import { foldText } from './textTests';

/** True where the pattern is found in the text; an absent text is an error. */
export function matchTexts(sheet: usize, record: usize, spans: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const count = countOf(sheet, domain);
  const bytes = usedBytesOf(count);
  const pattern = tableOf(sheet) + <usize>load<u32>(record, NODE_B);
  const folds = load<u8>(record, NODE_FLAG) != 0;
  clearMask(to, bytes);
  copyMask(to + maskBytesOf(domain), spans + columnBytesOf(domain), bytes);
  for (let i: u32 = 0; i < count; i++) {
    let text = <usize>load<u32>(spans + (<usize>i << 3));
    if (text == 0) continue;
    const length = load<u32>(spans + (<usize>i << 3), 4);
    if (folds) text = foldText(sheet + SCRATCH_FOLDED, text, length);
    if (isFound(pattern, text, length)) setBit(to, i);
  }
}

function isFound(pattern: usize, text: usize, length: u32): bool {
  const numClasses = load<u32>(pattern, PATTERN_NUM_CLASSES);
  const next = pattern + PATTERN_CLASSES + 256;
  const end = text + <usize>length;
  let state = load<u32>(pattern, PATTERN_START);
  for (let at = text; at < end; at++) {
    const kind = <u32>load<u8>(pattern + <usize>load<u8>(at), PATTERN_CLASSES);
    state = <u32>load<u16>(next + (<usize>(state * numClasses + kind) << 1));
    // never, or found for good
    if (state < 2) break;
  }
  return load<u8>(pattern + <usize>load<u32>(pattern, PATTERN_ACCEPTING) + <usize>state) != 0;
}
