// Phrases in a text: every listed one whose words stand there in a row, whatever signs stand between them. The plain
// twin is "the words of the text hold the words of the phrase" (src/watchlist/text/phraseKey.ts).

import { byteAt } from '../../base/bytes';
import { isWordByte, lowered } from '../../base/letters';
import {
  ATTRIBUTE_IS_HANDLE,
  PHRASES_FAILS,
  PHRASES_FIRSTS,
  PHRASES_IS_START,
  PHRASES_ITEMS,
  PHRASES_LABELS,
  PHRASES_NUM_ENTRIES,
  PHRASES_NUM_ITEM_WORDS,
  PHRASES_NUM_NODES,
  PHRASES_OUTPUTS,
  PHRASES_SCORE_IS_HANDLE,
} from '../../generated/lists';
import { keepHit } from '../hits';

const BLANK: u32 = 0x20;
const ROOT: u32 = 0;

/**
 * One hit an entry and attribute, the longest phrase first: its bytes lie above the attribute in the detail. The text
 * is ASCII, or as kernelText makes it.
 */
export function matchPhrases(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  const numNodes = load<u32>(part, PHRASES_NUM_NODES);
  if (numNodes <= PHRASES_IS_START || most == 0) return 0;
  const end = text + <usize>length;
  let at = text;
  let node = PHRASES_IS_START;
  let count: u32 = 0;
  while (at < end) {
    // a word
    while (at < end) {
      const byte = lowered(byteAt(at));
      if (!isWordByte(byte)) break;
      at++;
      node = follow(part, numNodes, node, byte);
      if (node != ROOT) continue;
      // no phrase goes on here: the next may begin with the next word
      while (at < end && isWordByte(byteAt(at))) at++;
    }
    if (at > text && isWordByte(byteAt(at - 1))) {
      node = follow(part, numNodes, node, BLANK);
      count = addOutputs(part, numNodes, node, out, count, most);
    }
    while (at < end && !isWordByte(byteAt(at))) at++;
  }
  return count;
}

/** The node after one byte more; the root where no phrase goes on. */
@inline
function follow(part: usize, numNodes: u32, node: u32, byte: u32): u32 {
  while (true) {
    const child = childOf(part, numNodes, node, byte);
    if (child != ROOT || node == ROOT) return child;
    node = failOf(part, node);
  }
}

@inline
function failOf(part: usize, node: u32): u32 {
  const fail = load<u32>(part + <usize>load<u32>(part, PHRASES_FAILS) + (<usize>node << 2));
  // a smaller number, or the walk would not end
  return fail < node ? fail : ROOT;
}

@inline
function childOf(part: usize, numNodes: u32, node: u32, byte: u32): u32 {
  const firsts = part + <usize>load<u32>(part, PHRASES_FIRSTS) + (<usize>node << 2);
  const first = load<u32>(firsts);
  const end = min<u32>(load<u32>(firsts, 4), numNodes);
  const labels = part + <usize>load<u32>(part, PHRASES_LABELS);
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    for (let child = first; child < end; child += 16) {
      const found = i8x16.bitmask(i8x16.eq(v128.load(labels + <usize>child), wanted));
      if (found) {
        const place = child + ctz(found);
        return place < end ? place : ROOT;
      }
    }
  } else {
    for (let child = first; child < end; child++) if (byteAt(labels + <usize>child) == byte) return child;
  }
  return ROOT;
}

/** Of all phrases that end here: the longest is the node's own, others those of its fail links. */
function addOutputs(part: usize, numNodes: u32, node: u32, out: usize, count: u32, most: u32): u32 {
  const outputs = part + <usize>load<u32>(part, PHRASES_OUTPUTS);
  for (; node > PHRASES_IS_START; node = failOf(part, node)) {
    const output = load<u32>(outputs + (<usize>node << 2));
    if (output) count = addItems(part, output - 1, out, count, most);
  }
  return count;
}

function addItems(part: usize, place: u32, out: usize, count: u32, most: u32): u32 {
  const numWords = load<u32>(part, PHRASES_NUM_ITEM_WORDS);
  if (place >= numWords) return count;
  let item = part + <usize>load<u32>(part, PHRASES_ITEMS) + (<usize>place << 2);
  const numItems = min<u32>(load<u32>(item), (numWords - place - 1) >> 1);
  const numEntries = load<u32>(part, PHRASES_NUM_ENTRIES);
  item += 4;
  for (let i: u32 = 0; i < numItems; i++) {
    const entry = load<u32>(item);
    const detail = load<u32>(item, 4);
    if (entry < numEntries) count = keepHit(out, count, most, entry, detail, scoreOf(detail));
    item += 8;
  }
  return count;
}

@inline
function scoreOf(detail: u32): f64 {
  if ((detail & 0xff) == ATTRIBUTE_IS_HANDLE) return PHRASES_SCORE_IS_HANDLE;
  const numBytes = <f64>(detail >> 8);
  return numBytes / (numBytes + 1);
}
