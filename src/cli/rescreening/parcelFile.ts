/** Parcels in a file of NDJSON: rows are found again by their place, and known to be the same by their hash. */
import { type FileHandle, open } from 'node:fs/promises';
import { defaultLimits } from '../../contract/limits.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { IndexedRow } from '../../watchlist/rescreen/buildParcelIndex.ts';
import { hashRow } from '../../watchlist/rescreen/parcelIndexLayout.ts';
import { isAnother, type ParcelSource } from './parcelSource.ts';

const READ_BYTES = 1 << 20;
const WINDOW_BYTES = 64 << 10;
const NEWLINE = 10;

export async function openParcelFile(path: string): Promise<ParcelSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  let numPassed = 0;
  return {
    inputBytes: size,
    get numPassed() {
      return numPassed;
    },
    async *rows() {
      numPassed = 0;
      for await (const { row, start, end } of rowsOf(file)) {
        const reading = readJsonRow(row, defaultLimits);
        if (reading.ok) yield { parcel: reading.parcel as Parcel, row, start, end };
        else numPassed++;
      }
    },
    async *rowsOf(index, parcels) {
      const window = new FileWindow(file);
      for (const parcel of parcels) {
        const { start, end, check } = index.placeOf(parcel);
        const row = await window.read(start, end);
        if (hashRow(row) === check) yield { parcel, row };
        else throw isAnother(`${path}: row ${parcel + 1} is not the one that was indexed`);
      }
    },
    close: () => file.close(),
  };
}

/** Rows that are asked for in their order mostly lie close to each other. */
class FileWindow {
  readonly #file: FileHandle;
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Shorter where the file ends before. */
  async read(start: number, end: number): Promise<Uint8Array> {
    if (start < this.#start || end > this.#start + this.#bytes.length) {
      // rows that were given away stay what they are
      const bytes = Buffer.allocUnsafe(Math.max(end - start, WINDOW_BYTES));
      const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, start);
      [this.#bytes, this.#start] = [bytes.subarray(0, bytesRead), start];
    }
    return this.#bytes.subarray(start - this.#start, end - this.#start);
  }
}

/** Lines that are not blank. One that is longer than any row may be is handed on cut off, and is no parcel. */
async function* rowsOf(file: FileHandle): AsyncGenerator<Omit<IndexedRow, 'parcel'>> {
  const chunk = Buffer.alloc(READ_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let at = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, READ_BYTES, at);
    if (bytesRead === 0) break;
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < bytesRead; end = chunk.indexOf(NEWLINE, from)) {
      const row = Buffer.concat([rest, chunk.subarray(from, end)]);
      if (!isBlank(row)) yield { row, start, end: at + end };
      rest = Buffer.alloc(0);
      from = end + 1;
      start = at + from;
    }
    rest = Buffer.concat([rest, chunk.subarray(from, bytesRead)]).subarray(0, defaultLimits.rowBytes + 1);
    at += bytesRead;
  }
  if (!isBlank(rest)) yield { row: rest, start, end: at };
}

function isBlank(row: Uint8Array): boolean {
  return row.every((byte) => byte === 32 || byte === 9 || byte === 13);
}
