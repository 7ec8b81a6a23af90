// Many texts at once against one table. What a table is asked for lies far from the cache, each time in another place;
// so first all keys are made, then all of the filter is read, then the buckets of the few that passed it: loads that
// wait for nothing but memory stand close together, and the processor waits for many of them at a time.
//
// Texts are records of the match stage (src/core/listStage.ts).

import {
  TEXT_BYTES,
  TEXT_FOLDED,
  TEXT_HAS_KEY,
  TEXT_IS_WALLET,
  TEXT_KEY,
  TEXT_KIND,
  TEXT_RAW,
} from '../../generated/listStage';
import { IDENTIFIERS_FILTER, IDENTIFIERS_MIX, IDENTIFIERS_NUM_FILTER_WORDS } from '../../generated/lists';
import { keyWords } from './keyWords';
import { mixed, passes, report, slotOf } from './table';

/** Where its text is that keys are made of: wallets tell small letters from capitals, which a folded text does not. */
@inline
export function spanOf(text: usize): usize {
  return text + (load<u32>(text, TEXT_KIND) == TEXT_IS_WALLET ? TEXT_RAW : TEXT_FOLDED);
}

/** Keys of all texts of listed kinds (a bit an attribute), for every table. */
export function keyTexts(kinds: u32, texts: usize, numTexts: u32, scratch: usize): void {
  const end = texts + <usize>numTexts * TEXT_BYTES;
  for (let text = texts; text < end; text += TEXT_BYTES) {
    const kind = load<u32>(text, TEXT_KIND);
    let hasKey = false;
    if ((kinds >> kind) & 1) {
      const span = spanOf(text);
      hasKey = keyWords(kind, <usize>load<u32>(span), load<u32>(span, 4), scratch, text + TEXT_KEY);
    }
    store<u32>(text, <u32>hasKey, TEXT_HAS_KEY);
  }
}

/** Leaves the slot of each text that has a key `slotAt` bytes into its record, 0 where it is not listed. */
export function probeTexts(part: usize, texts: usize, numTexts: u32, slotAt: usize): void {
  const end = texts + <usize>numTexts * TEXT_BYTES;
  const mix = load<u32>(part, IDENTIFIERS_MIX);
  const filter = part + <usize>load<u32>(part, IDENTIFIERS_FILTER);
  const numWords = load<u32>(part, IDENTIFIERS_NUM_FILTER_WORDS);
  let numPassed: u32 = 0;
  for (let text = texts; text < end; text += TEXT_BYTES) {
    let isOpen: u32 = 0;
    if (load<u32>(text, TEXT_HAS_KEY)) isOpen = <u32>passes(filter, numWords, mixed(mix, text + TEXT_KEY));
    store<u32>(text + slotAt, isOpen);
    numPassed += isOpen;
  }
  for (let text = texts; numPassed > 0; text += TEXT_BYTES) {
    if (load<u32>(text + slotAt) == 0) continue;
    numPassed--;
    const words = text + TEXT_KEY;
    store<u32>(text + slotAt, <u32>slotOf(part, load<u32>(text, TEXT_KIND), mixed(mix, words), words));
  }
}

/** Hits of a text that was found. */
export function reportText(part: usize, text: usize, slot: usize, scratch: usize, out: usize, most: u32): u32 {
  const span = spanOf(text);
  const words = text + TEXT_KEY;
  const kind = load<u32>(text, TEXT_KIND);
  return report(part, kind, slot, words, scratch, <usize>load<u32>(span), load<u32>(span, 4), out, 0, most);
}
