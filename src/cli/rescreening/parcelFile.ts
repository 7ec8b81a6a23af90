/** Parcels in a file of NDJSON: rows are found again by their place, and known to be the same by their hash. */
import { type FileHandle, open } from 'node:fs/promises';
import { PosternError } from '../../contract/errors.ts';
import { defaultLimits } from '../../contract/limits.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { IndexedRow } from '../../watchlist/rescreen/buildParcelIndex.ts';
import type { ParcelPlace } from '../../watchlist/rescreen/parcelIndex.ts';
import { hashRow } from '../../watchlist/rescreen/parcelIndexLayout.ts';
import type { ParcelSource } from './parcelSource.ts';

const READ_BYTES = 1 << 20;
const NEWLINE = 10;

/** @param placeOf where a row lies: of the index, which is made before it is asked */
export async function openParcelFile(path: string, placeOf: (number: number) => ParcelPlace): Promise<ParcelSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  let numPassed = 0;
  return {
    inputBytes: size,
    get numPassed() {
      return numPassed;
    },
    async *rows() {
      for await (const { row, start, end } of rowsOf(file)) {
        const reading = readJsonRow(row, defaultLimits);
        if (reading.ok) yield { parcel: reading.parcel as Parcel, row, start, end };
        else numPassed++;
      }
    },
    parcelOf: async (number) => {
      const { start, end, check } = placeOf(number);
      const row = Buffer.alloc(end - start);
      const { bytesRead } = await file.read(row, 0, row.length, start);
      const reading = readJsonRow(row, defaultLimits);
      if (bytesRead === row.length && hashRow(row) === check && reading.ok) return reading.parcel as Parcel;
      const fault = `${path}: row ${number + 1} is not the one that was indexed`;
      throw new PosternError('BODY_INVALID', `${fault}; make the index again with: postern watchlist index-parcels`);
    },
    close: () => file.close(),
  };
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
