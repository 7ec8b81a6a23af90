/**
 * Rows as they came, kept for replay: one file a day, one AES-256-GCM record a batch.
 *
 *   file header, 32 bytes     record header, 64 bytes
 *    0  magic "POSTROWS"       0  magic "PROW"
 *    8  u32 version            4  u32 encrypted bytes
 *   12  day, 10 characters     8  u64 sequence of the first row's entry
 *                             16  u32 rows
 *                             20  12 bytes nonce, random
 *                             32  16 bytes tag over bytes 0..19, the day and what is encrypted
 *                             48  u32 CRC-32 of bytes 0..47
 *
 *   encrypted: u32 bytes of the description (JSON), the description, u32 length of each row, the rows
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PosternError } from '../contract/errors.ts';
import type { KeptRows } from '../contract/recording.ts';

export const KEPT_FILE_BYTES = 32;
export const KEPT_HEADER_BYTES = 64;
export const KEPT_MAGIC: Buffer = Buffer.from('PROW');

const FILE_MAGIC = Buffer.from('POSTROWS');
const VERSION = 1;
const BOUND_BYTES = 20;
const NONCE_BYTES = 12;
const TAG = 32;
const CRC = 48;
export type KeptHeader = { readonly cipherBytes: number; readonly firstSequence: number; readonly count: number };

export function encodeKeptFileHeader(day: string): Buffer {
  const bytes = Buffer.alloc(KEPT_FILE_BYTES);
  FILE_MAGIC.copy(bytes);
  bytes.writeUInt32LE(VERSION, 8);
  bytes.write(day, 12, 'latin1');
  return bytes;
}

/** Header and encrypted rows, ready to be written. */
export function sealRows(key: Buffer, day: string, firstSequence: number, rows: KeptRows): [Buffer, Buffer, Buffer] {
  const description = Buffer.from(JSON.stringify({ format: rows.format, columns: rows.columns }));
  const front = Buffer.alloc(4 + description.length + 4 * rows.lengths.length);
  front.writeUInt32LE(description.length, 0);
  description.copy(front, 4);
  rows.lengths.forEach((length, row) => void front.writeUInt32LE(length, 4 + description.length + 4 * row));
  const header = Buffer.alloc(KEPT_HEADER_BYTES);
  KEPT_MAGIC.copy(header);
  header.writeUInt32LE(front.length + rows.bytes.length, 4);
  header.writeBigUInt64LE(BigInt(firstSequence), 8);
  header.writeUInt32LE(rows.lengths.length, 16);
  const nonce = randomBytes(NONCE_BYTES);
  nonce.copy(header, BOUND_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(boundTo(header, day));
  const body: [Buffer, Buffer] = [cipher.update(front), cipher.update(rows.bytes)];
  cipher.final();
  cipher.getAuthTag().copy(header, TAG);
  header.writeUInt32LE(crc32(header.subarray(0, CRC)), CRC);
  return [header, ...body];
}

/** The clear part of a record, or undefined where none starts. */
export function decodeKeptHeader(bytes: Buffer): KeptHeader | undefined {
  if (bytes.length < KEPT_HEADER_BYTES || !bytes.subarray(0, 4).equals(KEPT_MAGIC)) return undefined;
  if (crc32(bytes.subarray(0, CRC)) !== bytes.readUInt32LE(CRC)) return undefined;
  return {
    cipherBytes: bytes.readUInt32LE(4),
    firstSequence: Number(bytes.readBigUInt64LE(8)),
    count: bytes.readUInt32LE(16),
  };
}

/** @throws LOG_DAMAGED when key, day, place or content are not those that were sealed */
export function openRows(key: Buffer, day: string, header: Buffer, cipherText: Buffer): KeptRows {
  const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(BOUND_BYTES, BOUND_BYTES + NONCE_BYTES));
  decipher.setAAD(boundTo(header, day));
  decipher.setAuthTag(header.subarray(TAG, CRC));
  const plain = decipher.update(cipherText);
  try {
    decipher.final();
  } catch (cause) {
    throw new PosternError('LOG_DAMAGED', `kept rows of ${day} are not those that were written`, { cause });
  }
  const descriptionEnd = 4 + plain.readUInt32LE(0);
  const description = JSON.parse(plain.toString('utf8', 4, descriptionEnd)) as Pick<KeptRows, 'format' | 'columns'>;
  const count = header.readUInt32LE(16);
  const lengths = Uint32Array.from({ length: count }, (_, row) => plain.readUInt32LE(descriptionEnd + 4 * row));
  return { ...description, lengths, bytes: plain.subarray(descriptionEnd + 4 * count) };
}

/** What the tag vouches for beside the rows: a record cannot be moved to another place or day. */
function boundTo(header: Buffer, day: string): Buffer {
  return Buffer.concat([header.subarray(0, BOUND_BYTES), Buffer.from(day, 'latin1')]);
}
