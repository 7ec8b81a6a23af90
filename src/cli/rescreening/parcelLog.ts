/** Parcels that a decision log kept, found again by the numbers of their entries. */
import { PosternError } from '../../contract/errors.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { DayKeys } from '../../log/dayKeys.ts';
import { readCsvRow } from '../../record/readCsvRow.ts';
import { readMsgpackRow } from '../../record/readMsgpackRow.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { RowReading } from '../../record/rowReading.ts';
import { hashRow } from '../../watchlist/rescreen/parcelIndexLayout.ts';
import { joinRows, type LoggedRow, type Piece } from '../replaying/joinRows.ts';
import { isAnother, type ParcelSource } from './parcelSource.ts';

/** @param range  first and last UTC day, YYYY-MM-DD: decisions of other days are left out */
export function openParcelLog(
  folder: string,
  keyFolder: string,
  range: readonly [string, string] | undefined,
): ParcelSource {
  let numPassed = 0;
  async function* logged(): AsyncGenerator<readonly [Piece, LoggedRow]> {
    numPassed = 0;
    const onNotKept = (): void => void numPassed++;
    for await (const piece of joinRows(folder, new DayKeys(keyFolder), { isWanted: () => true, onNotKept })) {
      if (range !== undefined && (piece.day < range[0] || piece.day > range[1])) continue;
      for (const row of piece.rows) yield [piece, row];
    }
  }
  return {
    inputBytes: 0,
    get numPassed() {
      return numPassed;
    },
    async *rows() {
      for await (const [piece, { row, seq }] of logged()) {
        const reading = readAs(piece, row);
        if (reading.ok) yield { parcel: reading.parcel as Parcel, row, start: seq, end: seq };
        else numPassed++;
      }
    },
    // parcels of other days, or of days that were erased since, are passed by
    async *rowsOf(index, parcels) {
      const places = [...parcels].map((parcel) => ({ parcel, ...index.placeOf(parcel) }));
      let next = 0;
      for await (const [piece, { row, seq }] of logged()) {
        for (; next < places.length && places[next].start < seq; next++) numPassed++;
        if (next === places.length) return;
        const { parcel, start, check } = places[next];
        if (start > seq) continue;
        if (hashRow(row) !== check) throw isAnother(`entry ${seq} of the log is not the one that was indexed`);
        next++;
        yield { parcel, row: asNdjson(piece, row) };
      }
      numPassed += places.length - next;
    },
    close: async () => {},
  };
}

/** The core's match stage is given one format. */
function asNdjson(piece: Piece, row: Uint8Array): Uint8Array {
  if (piece.format === 'ndjson') return row;
  const reading = readAs(piece, row);
  if (!reading.ok) throw new PosternError('LOG_DAMAGED', 'a row of the log was read before and cannot be read now');
  return Buffer.from(JSON.stringify(reading.parcel));
}

function readAs({ format, columns, settings }: Piece, row: Uint8Array): RowReading {
  if (format === 'msgpack') return readMsgpackRow(row, settings.limits);
  if (format === 'csv') return readCsvRow(row, columns ?? [], settings.limits);
  return readJsonRow(row, settings.limits);
}
