/**
 * The end of the log on disk: blocks go behind the last one, a new segment begins when the present one is full. After
 * a failed write the file is cut back to its last whole block, so that a full disk can be emptied and writing goes
 * on; after a failed sync nothing is known any more, and the writer must be opened again.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { PosternError } from '../contract/errors.ts';
import { CHAIN_HASH_BYTES, encodeBlockHeader, encodeSegmentHeader, SEGMENT_HEADER_BYTES } from './blockFormat.ts';
import type { LogTail } from './recoverLog.ts';
import { segmentPath, syncFolder } from './segments.ts';
import { writeAll } from './writeAll.ts';

const OWNER_ONLY = 0o600;

export class SegmentWriter {
  readonly #folder: string;
  readonly #segmentBytes: number;
  #handle: FileHandle | undefined;
  #number: number;
  #offset: number;
  #nextSequence: number;
  #head: Buffer;
  #totalBytes: number;

  private constructor(folder: string, segmentBytes: number, tail: LogTail, handle: FileHandle | undefined) {
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#handle = handle;
    this.#number = tail.segment?.number ?? 0;
    this.#offset = tail.offset;
    this.#nextSequence = tail.nextSequence;
    this.#head = tail.head;
    this.#totalBytes = tail.totalBytes;
  }

  static async open(folder: string, segmentBytes: number, tail: LogTail): Promise<SegmentWriter> {
    const handle = tail.segment && (await open(tail.segment.path, 'r+'));
    return new SegmentWriter(folder, segmentBytes, tail, handle);
  }

  get nextSequence(): number {
    return this.#nextSequence;
  }
  get head(): Buffer {
    return this.#head;
  }
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Write one block and sync it. When this resolves, its entries outlast a crash. @throws LOG_FULL, LOG_FAILED */
  async append(payload: readonly Uint8Array[], count: number, at: number): Promise<void> {
    const handle = await this.#room(payload.reduce((sum, part) => sum + part.length, 0));
    const header = encodeBlockHeader({ firstSequence: this.#nextSequence, count, at }, payload, this.#head);
    const length = await writeAll(handle, [header, ...payload], this.#offset);
    try {
      await handle.datasync();
    } catch (cause) {
      throw new PosternError('LOG_FAILED', `segment ${this.#number} could not be synced`, { cause });
    }
    // a file without a name takes all that is written to it along when it is closed
    if ((await handle.stat()).nlink === 0) {
      throw new PosternError('LOG_FAILED', `segment ${this.#number} was removed while it was written`);
    }
    this.#offset += length;
    this.#totalBytes += length;
    this.#nextSequence += count;
    this.#head = header.subarray(header.length - CHAIN_HASH_BYTES);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** The present segment where the payload still fits, or the next one. */
  async #room(payloadBytes: number): Promise<FileHandle> {
    const isEmpty = this.#offset <= SEGMENT_HEADER_BYTES;
    if (this.#handle && (isEmpty || this.#offset + payloadBytes <= this.#segmentBytes)) return this.#handle;
    const number = this.#number + 1;
    const next = await open(segmentPath(this.#folder, number), 'w+', OWNER_ONLY);
    try {
      const header = encodeSegmentHeader({ number, firstSequence: this.#nextSequence, previous: this.#head });
      await writeAll(next, [header], 0);
      await next.sync();
      // the name must last too, or a crash takes the file with all that is acknowledged in it
      await syncFolder(this.#folder);
    } catch (error) {
      await next.close();
      throw error;
    }
    await this.#handle?.close();
    this.#handle = next;
    this.#number = number;
    this.#offset = SEGMENT_HEADER_BYTES;
    this.#totalBytes += SEGMENT_HEADER_BYTES;
    return next;
  }
}
