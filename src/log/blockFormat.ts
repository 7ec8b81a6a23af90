/**
 * The bytes of a segment file: one header, then blocks. All integers are little-endian.
 *
 *   segment header, 64 bytes                      block header, 64 bytes
 *    0  magic "POSTLOG\0"                          0  magic "PBLK"
 *    8  u32 version                                4  u32 payload bytes
 *   12  u32 number of the segment, from 1          8  u64 sequence of the first entry
 *   16  u64 sequence of its first entry           16  u32 number of entries
 *   24  32 bytes chain hash before its first       20  u32 CRC-32 of the payload
 *       block (zeros in segment 1)                24  u64 instant of the first entry, epoch ms
 *   56  u32 CRC-32 of bytes 0..55                 32  32 bytes chain hash: SHA-256 of the chain hash before
 *   60  u32 zero                                      it, bytes 0..31 of this header, and the payload
 *
 * The payload is NDJSON: one line an entry. The sequence of an entry is where it stands, so that no line can
 * disagree with its place.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const SEGMENT_HEADER_BYTES = 64;
export const BLOCK_HEADER_BYTES = 64;
export const CHAIN_HASH_BYTES = 32;
export const LOG_VERSION = 1;
/** The most one block holds: what a reader must have room for, and what a crash can leave unfinished. */
export const MAX_PAYLOAD_BYTES: number = 64 << 20;

/** The chain hash before the first block of a log. */
export const GENESIS: Buffer = Buffer.alloc(CHAIN_HASH_BYTES);
export const BLOCK_MAGIC: Buffer = Buffer.from('PBLK');

const SEGMENT_MAGIC = Buffer.from('POSTLOG\0');
const SEGMENT_CRC = 56;
const HASHED_HEADER_BYTES = 32;

export type SegmentHeader = {
  readonly number: number;
  readonly firstSequence: number;
  /** Chain hash of the last block before this segment. */
  readonly previous: Buffer;
};

export type BlockHeader = {
  readonly payloadBytes: number;
  readonly firstSequence: number;
  readonly count: number;
  readonly crc: number;
  /** Epoch ms of the first entry; all entries of a block are of one UTC day. */
  readonly at: number;
  readonly chain: Buffer;
};

export function encodeSegmentHeader({ number, firstSequence, previous }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  SEGMENT_MAGIC.copy(bytes);
  bytes.writeUInt32LE(LOG_VERSION, 8);
  bytes.writeUInt32LE(number, 12);
  bytes.writeBigUInt64LE(BigInt(firstSequence), 16);
  previous.copy(bytes, 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, SEGMENT_CRC)), SEGMENT_CRC);
  return bytes;
}

/** The header, or what is wrong with it in words. */
export function decodeSegmentHeader(bytes: Buffer): SegmentHeader | string {
  if (bytes.length < SEGMENT_HEADER_BYTES) return `its header has ${bytes.length} of ${SEGMENT_HEADER_BYTES} bytes`;
  if (!bytes.subarray(0, 8).equals(SEGMENT_MAGIC)) return 'it does not start with the mark of a decision log';
  const version = bytes.readUInt32LE(8);
  if (version !== LOG_VERSION) return `it has version ${version}, this program reads ${LOG_VERSION}`;
  if (crc32(bytes.subarray(0, SEGMENT_CRC)) !== bytes.readUInt32LE(SEGMENT_CRC)) return 'its header fails its CRC';
  if (bytes.readUInt32LE(60) !== 0) return 'bytes 60 to 63 of its header are not zero';
  return {
    number: bytes.readUInt32LE(12),
    firstSequence: Number(bytes.readBigUInt64LE(16)),
    previous: Buffer.from(bytes.subarray(24, 24 + CHAIN_HASH_BYTES)),
  };
}

/** A block's header for this payload; its `chain` is what the next block builds on. */
export function encodeBlockHeader(
  block: { firstSequence: number; count: number; at: number },
  payload: readonly Uint8Array[],
  previous: Buffer,
): Buffer {
  const bytes = Buffer.alloc(BLOCK_HEADER_BYTES);
  BLOCK_MAGIC.copy(bytes);
  bytes.writeUInt32LE(
    payload.reduce((sum, part) => sum + part.length, 0),
    4,
  );
  bytes.writeBigUInt64LE(BigInt(block.firstSequence), 8);
  bytes.writeUInt32LE(block.count, 16);
  bytes.writeUInt32LE(
    payload.reduce((crc, part) => crc32(part, crc), 0),
    20,
  );
  bytes.writeBigUInt64LE(BigInt(block.at), 24);
  chainHash(previous, bytes, payload).copy(bytes, HASHED_HEADER_BYTES);
  return bytes;
}

/** The fields of a block header, or undefined where no block starts. */
export function decodeBlockHeader(bytes: Buffer): BlockHeader | undefined {
  if (bytes.length < BLOCK_HEADER_BYTES || !bytes.subarray(0, 4).equals(BLOCK_MAGIC)) return undefined;
  const payloadBytes = bytes.readUInt32LE(4);
  if (payloadBytes > MAX_PAYLOAD_BYTES) return undefined;
  return {
    payloadBytes,
    firstSequence: Number(bytes.readBigUInt64LE(8)),
    count: bytes.readUInt32LE(16),
    crc: bytes.readUInt32LE(20),
    at: Number(bytes.readBigUInt64LE(24)),
    chain: Buffer.from(bytes.subarray(HASHED_HEADER_BYTES, BLOCK_HEADER_BYTES)),
  };
}

/** SHA-256 of the chain so far, the header's fields and the payload. */
export function chainHash(previous: Buffer, header: Buffer, payload: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(previous).update(header.subarray(0, HASHED_HEADER_BYTES));
  for (const part of payload) hash.update(part);
  return hash.digest();
}
