/**
 * Blocks of a log in order, each checked against its CRC and the chain before it is handed on. One block is held at a
 * time, whatever the log's length. A log may be read while it is written: what is not whole yet ends the reading.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  BLOCK_HEADER_BYTES,
  BLOCK_MAGIC,
  type BlockHeader,
  chainHash,
  decodeBlockHeader,
  decodeSegmentHeader,
  GENESIS,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
} from './blockFormat.ts';
import { readAt } from './readAt.ts';
import { listSegments } from './segments.ts';
import { damageOf, type SegmentStop } from './unfinishedEnd.ts';

export type Block = {
  readonly header: BlockHeader;
  /** NDJSON, `header.count` lines. */
  readonly payload: Buffer;
  readonly segment: number;
  /** Where the block starts in its file. */
  readonly offset: number;
};

export type LogEnd = {
  /** Chain hash of the last whole block. */
  readonly head: Buffer;
  readonly nextSequence: number;
  readonly numSegments: number;
  /** Bytes after the last whole block, of an unfinished block. */
  readonly tailBytes: number;
  /** Where and why the log stops being whole, or undefined. */
  readonly damage: string | undefined;
};

/** Read a log from its first block. Returns how it ended: damage is told, never thrown. */
export async function* readBlocks(folder: string): AsyncGenerator<Block, LogEnd> {
  const segments = await listSegments(folder);
  let head: Buffer = GENESIS;
  let nextSequence = 0;
  const end = (numSegments: number, tailBytes: number, damage?: string): LogEnd => ({
    head,
    nextSequence,
    numSegments,
    tailBytes,
    damage,
  });
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const place = `segment ${segment.number}`;
    if (segment.number !== index + 1) {
      return end(index, 0, `segment ${index + 1} is missing: found ${segment.number} in its place`);
    }
    const handle = await open(segment.path, 'r');
    try {
      // what a writer adds meanwhile is not there for this reading
      const { size } = await handle.stat();
      const first = await readAt(handle, 0, Math.min(size, SEGMENT_HEADER_BYTES));
      const header = decodeSegmentHeader(first);
      // a segment that was being begun holds nothing yet
      if (isLast && isUnbegunSegment(first, size)) return end(segments.length, size);
      if (typeof header === 'string') return end(index, 0, `${place}: ${header}`);
      if (header.number !== segment.number) return end(index, 0, `${place}: its header says ${header.number}`);
      if (!header.previous.equals(head)) return end(index, 0, `${place}: it does not continue the segment before it`);
      if (header.firstSequence !== nextSequence) {
        return end(index, 0, `${place}: it starts at entry ${header.firstSequence}, expected ${nextSequence}`);
      }
      const blocks = readSegment(handle, size, header);
      let turn = await blocks.next();
      for (; !turn.done; turn = await blocks.next()) {
        head = turn.value.header.chain;
        nextSequence += turn.value.header.count;
        yield turn.value;
      }
      const tailBytes = size - turn.value.offset;
      if (tailBytes === 0) continue;
      const damage = await damageOf(handle, turn.value, size, nextSequence);
      if (isLast && damage === undefined) return end(segments.length, tailBytes);
      return end(index, 0, `${place}, ${damage ?? `byte ${turn.value.offset}: ${turn.value.why}`}`);
    } finally {
      await handle.close();
    }
  }
  return end(segments.length, 0);
}

/** A segment that was being begun when its writer ended: not even its header is there, so it never held a block. */
export function isUnbegunSegment(first: Buffer, size: number): boolean {
  if (size < SEGMENT_HEADER_BYTES) return true;
  return size === SEGMENT_HEADER_BYTES && first.every((byte) => byte === 0);
}

/** Whole blocks of the first `size` bytes of a segment; returns where and why it stopped. */
export async function* readSegment(
  handle: FileHandle,
  size: number,
  { number, firstSequence, previous }: SegmentHeader,
): AsyncGenerator<Block, SegmentStop> {
  let offset = SEGMENT_HEADER_BYTES;
  let chain = previous;
  let sequence = firstSequence;
  const take = (at: number, length: number): Promise<Buffer> => readAt(handle, at, Math.min(length, size - at));
  for (;;) {
    const headerBytes = await take(offset, BLOCK_HEADER_BYTES);
    const header = decodeBlockHeader(headerBytes);
    if (!header) return { offset, why: 'no block starts here', isShort: isPartOfHeader(headerBytes) };
    const payload = await take(offset + BLOCK_HEADER_BYTES, header.payloadBytes);
    const stop = (why: string, isShort = false): SegmentStop => ({ offset, why, isShort });
    if (payload.length < header.payloadBytes) {
      // all of the payload is there: it is the length that was changed
      if (crc32(payload) === header.crc) return stop('the block has another length than its header says');
      return stop('the block ends before its payload does', true);
    }
    if (header.firstSequence !== sequence) {
      return stop(`the block starts at entry ${header.firstSequence}, expected ${sequence}`);
    }
    if (crc32(payload) !== header.crc) return stop('the payload fails its CRC');
    if (!chainHash(chain, headerBytes, [payload]).equals(header.chain)) {
      return stop('the block does not continue the chain');
    }
    yield { header, payload, segment: number, offset };
    chain = header.chain;
    sequence += header.count;
    offset += BLOCK_HEADER_BYTES + header.payloadBytes;
  }
}

/** The first bytes of a block's header, and no more. */
function isPartOfHeader(bytes: Buffer): boolean {
  const { length } = bytes;
  return length < BLOCK_HEADER_BYTES && bytes.subarray(0, 4).equals(BLOCK_MAGIC.subarray(0, Math.min(4, length)));
}
