import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';

/** What a blinded part says without its key. */
export type BlindedView = {
  readonly numRecords: number;
  readonly numEntries: number;
  /** Hexadecimal. */
  pseudonymOf(entry: number): string;
  /** Whether the list was blinded with the key whose check this is. */
  isOf(keyCheck: Uint8Array): boolean;
  /** Entries that have the token. */
  entriesOf(token: Uint8Array): number[];
  /** Looks at every bucket and record, which the core follows unseen. @throws PosternError BUNDLE_INVALID */
  check(): void;
};

/** @throws PosternError BUNDLE_INVALID where tables do not lie inside the part; costs the same for any size */
export function openBlinded(part: Uint8Array): BlindedView {
  if (part.length < layout.BLINDED_HEADER_BYTES) throw partFault('blinded', 'expected a header');
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.length);
  const word = (at: number): number => bytes.readUInt32LE(at);
  const [numRecords, numEntries] = [word(layout.BLINDED_NUM_RECORDS), word(layout.BLINDED_NUM_ENTRIES)];
  const [shift, buckets] = [word(layout.BLINDED_BUCKET_SHIFT), word(layout.BLINDED_BUCKETS)];
  const [records, pseudonyms] = [word(layout.BLINDED_RECORDS), word(layout.BLINDED_PSEUDONYMS)];
  if (shift < 1 || shift > 31) throw partFault('blinded', `expected a shift of 1 to 31, got ${shift}`);
  const numBuckets = 2 ** (32 - shift);
  checkInside('blinded', part.length, 'buckets', buckets, numBuckets + 1, 4);
  checkInside('blinded', part.length, 'records', records, numRecords, layout.BLINDED_RECORD_BYTES);
  checkInside('blinded', part.length, 'pseudonyms', pseudonyms, numEntries, layout.BLINDED_PSEUDONYM_BYTES);
  const startOf = (bucket: number): number => word(buckets + bucket * 4);
  if (startOf(numBuckets) !== numRecords) throw partFault('blinded', 'the buckets do not hold all records');
  const entryAt = (record: number): number =>
    word(records + record * layout.BLINDED_RECORD_BYTES + layout.BLINDED_RECORD_ENTRY);
  return {
    numRecords,
    numEntries,
    pseudonymOf: (entry) => {
      const at = pseudonyms + entry * layout.BLINDED_PSEUDONYM_BYTES;
      if (!(entry >= 0 && entry < numEntries)) throw partFault('blinded', `expected an entry below ${numEntries}`);
      return bytes.toString('hex', at, at + layout.BLINDED_PSEUDONYM_BYTES);
    },
    isOf: (keyCheck) =>
      bytes.subarray(layout.BLINDED_KEY_CHECK, layout.BLINDED_KEY_CHECK + layout.BLINDED_TOKEN_BYTES).equals(keyCheck),
    entriesOf: (token) => {
      const bucket = Buffer.from(token).readUInt32LE(0) >>> shift;
      const found: number[] = [];
      for (let record = startOf(bucket); record < startOf(bucket + 1); record++) {
        const at = records + record * layout.BLINDED_RECORD_BYTES;
        if (bytes.subarray(at, at + layout.BLINDED_TOKEN_BYTES).equals(token)) found.push(entryAt(record));
      }
      return found;
    },
    check: () => {
      for (let bucket = 0; bucket < numBuckets; bucket++) {
        if (startOf(bucket) > startOf(bucket + 1)) throw partFault('blinded', `bucket ${bucket} ends before it begins`);
      }
      for (let record = 0; record < numRecords; record++) {
        if (entryAt(record) >= numEntries) throw partFault('blinded', `record ${record} names no entry`);
      }
    },
  };
}
