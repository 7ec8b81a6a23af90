/** Tokens and pseudonyms to the part `blinded`. Sorted by what nobody can foretell, so the list's order is gone. */
import { alignUp } from '../../../base/alignUp.ts';
import * as layout from './layout.ts';

export type BlindedRecord = { readonly token: Uint8Array; readonly pseudonym: Uint8Array };

const RECORDS_A_BUCKET = 2;
/** Of records and pseudonyms, in bytes. */
const ALIGN = 16;

/** @param records of which equal ones count once */
export function buildBlinded(records: readonly BlindedRecord[], keyCheck: Uint8Array): Uint8Array {
  const pseudonyms = [...new Set(records.map(({ pseudonym }) => hex(pseudonym)))].sort();
  const numbers = new Map(pseudonyms.map((pseudonym, number) => [pseudonym, number]));
  const rows = records
    .map(({ token, pseudonym }) => ({ token: Buffer.from(token), entry: numbers.get(hex(pseudonym)) as number }))
    .sort(
      (a, b) =>
        a.token.readUInt32LE(0) - b.token.readUInt32LE(0) || Buffer.compare(a.token, b.token) || a.entry - b.entry,
    )
    .filter(({ token, entry }, i, all) => i === 0 || entry !== all[i - 1].entry || !token.equals(all[i - 1].token));
  const bits = Math.max(1, Math.ceil(Math.log2(rows.length / RECORDS_A_BUCKET + 1)));
  const shift = 32 - bits;
  const numBuckets = 2 ** bits;
  const recordsAt = alignUp(layout.BLINDED_HEADER_BYTES + (numBuckets + 1) * 4, ALIGN);
  const pseudonymsAt = alignUp(recordsAt + rows.length * layout.BLINDED_RECORD_BYTES, ALIGN);
  const part = Buffer.alloc(pseudonymsAt + pseudonyms.length * layout.BLINDED_PSEUDONYM_BYTES);
  part.writeUInt32LE(rows.length, layout.BLINDED_NUM_RECORDS);
  part.writeUInt32LE(pseudonyms.length, layout.BLINDED_NUM_ENTRIES);
  part.writeUInt32LE(shift, layout.BLINDED_BUCKET_SHIFT);
  part.writeUInt32LE(layout.BLINDED_HEADER_BYTES, layout.BLINDED_BUCKETS);
  part.writeUInt32LE(recordsAt, layout.BLINDED_RECORDS);
  part.writeUInt32LE(pseudonymsAt, layout.BLINDED_PSEUDONYMS);
  part.set(keyCheck, layout.BLINDED_KEY_CHECK);
  let row = 0;
  for (let bucket = 0; bucket <= numBuckets; bucket++) {
    while (row < rows.length && rows[row].token.readUInt32LE(0) >>> shift < bucket) row++;
    part.writeUInt32LE(row, layout.BLINDED_HEADER_BYTES + bucket * 4);
  }
  for (const [i, { token, entry }] of rows.entries()) {
    const at = recordsAt + i * layout.BLINDED_RECORD_BYTES;
    part.set(token, at);
    part.writeUInt32LE(entry, at + layout.BLINDED_RECORD_ENTRY);
  }
  for (const [i, pseudonym] of pseudonyms.entries())
    part.write(pseudonym, pseudonymsAt + i * layout.BLINDED_PSEUDONYM_BYTES, 'hex');
  return new Uint8Array(part.buffer, part.byteOffset, part.length);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
