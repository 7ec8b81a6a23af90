/**
 * A reverse index over parcels: from keys to the parcels that have them, one headed buffer that is opened without
 * decoding. It holds hashes of words and no text, so a key may lead to a parcel that does not have it, never past one
 * that has.
 *
 *   | header 64 | starts f64 | checks u32 | keys u32 | key ends u32 | key terms u32 | term ends u32 | postings u32 |
 *
 *   header   0 magic "PPAR" · 4 u32 version · 8 u64 bytes of the file · 16 u32 parcels · 20 u32 keys ·
 *            24 u32 key terms · 28 u32 terms · 32 u64 postings · 40 u64 bytes of the input · zeros
 *   starts   place of each row in the input, and of its end
 *   checks   hash of each row's bytes
 *   keys     hashes (wordKeys.ts), rising; key i leads to key terms [key ends i - 1, key ends i), a term so to its parcels
 */
import { finishHash } from '../../base/finishHash.ts';

export const PARCEL_INDEX_MAGIC = 0x52415050;
export const PARCEL_INDEX_VERSION = 2;
export const PARCEL_INDEX_HEADER_BYTES = 64;

/** Of a row's bytes: tells whether the input is still the one that was indexed. */
export function hashRow(row: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of row) hash = Math.imul(hash ^ byte, 0x01000193);
  return finishHash(hash);
}
