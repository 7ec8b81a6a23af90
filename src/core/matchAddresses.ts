/** Listed addresses matched by the core outside a tile: for tools, tests and people's searches. */
import { alignUp } from '../base/alignUp.ts';
import { attributes, HIT_BYTES, HIT_DETAIL, HIT_ENTRY, HIT_SCORE } from '../watchlist/index/attributes.ts';
import { openAddresses } from '../watchlist/index/addresses/open.ts';
import { addressKernelText } from '../watchlist/text/addressWords.ts';
import type { CoreExports } from './exports.ts';

/** `address` is the number of the listed address in its part. */
export type AddressHit = { readonly entry: number; readonly address: number; readonly score: number };
export type AddressMatcher = { match(text: string, most: number): AddressHit[] };

const LINE_BYTES = 64;
/** What may be read past either end of a text. */
const MARGIN_BYTES = 64;
const MOST_TEXT_BYTES = 65_536;
const MOST_HITS = 1024;
const encoder = new TextEncoder();

/** Bytes that a matcher needs of a core's memory. */
export function addressMatcherBytes(part: Uint8Array): number {
  const hits = MOST_HITS * HIT_BYTES;
  return (
    alignUp(part.length, LINE_BYTES) +
    alignUp(openAddresses(part).scratchBytes, LINE_BYTES) +
    hits +
    2 * MARGIN_BYTES +
    MOST_TEXT_BYTES
  );
}

/** @param start of `addressMatcherBytes` bytes of the core's memory that are zero and nobody else's, on a line of 64 */
export function createAddressMatcher(core: CoreExports, start: number, part: Uint8Array): AddressMatcher {
  const bytes = new Uint8Array(core.memory.buffer);
  const view = new DataView(core.memory.buffer);
  const scratch = start + alignUp(part.length, LINE_BYTES);
  const out = scratch + alignUp(openAddresses(part).scratchBytes, LINE_BYTES);
  const text = out + MOST_HITS * HIT_BYTES + MARGIN_BYTES;
  bytes.set(part, start);
  return {
    match(query, most) {
      // the core reads no further than 64 words, so what a longer text loses is not read anyway
      const encoded = encoder.encode(addressKernelText(query)).subarray(0, MOST_TEXT_BYTES);
      bytes.set(encoded, text);
      const count = core.matchAddress(start, text, encoded.length, scratch, out, Math.min(most, MOST_HITS));
      return Array.from({ length: count }, (_, i) => {
        const hit = out + i * HIT_BYTES;
        const detail = view.getUint32(hit + HIT_DETAIL, true);
        return {
          entry: view.getUint32(hit + HIT_ENTRY, true),
          address: (detail - attributes.address) / 256,
          score: view.getFloat64(hit + HIT_SCORE, true),
        };
      });
    },
  };
}
