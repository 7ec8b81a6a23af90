/** Parcels that a decision log kept: read once to be indexed, and once more for those that may be affected. */
import { PosternError } from '../../contract/errors.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { DayKeys } from '../../log/dayKeys.ts';
import { readCsvRow } from '../../record/readCsvRow.ts';
import { readMsgpackRow } from '../../record/readMsgpackRow.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { RowReading } from '../../record/rowReading.ts';
import type { IndexedRow } from '../../watchlist/rescreen/buildParcelIndex.ts';
import { joinRows, type Piece } from '../replaying/joinRows.ts';
import type { ParcelSource } from './parcelSource.ts';

/** @param since  YYYY-MM-DD: decisions of earlier days are left out */
export function openParcelLog(folder: string, keyFolder: string, since: string | undefined): ParcelSource {
  let numPassed = 0;
  async function* rows(): AsyncGenerator<IndexedRow> {
    numPassed = 0;
    const onNotKept = (): void => void numPassed++;
    for await (const piece of joinRows(folder, new DayKeys(keyFolder), { isWanted: () => true, onNotKept })) {
      if (since !== undefined && piece.day < since) continue;
      for (const { row } of piece.rows) {
        const reading = readAs(piece, row);
        if (reading.ok) yield { parcel: reading.parcel as Parcel, row, start: 0, end: 0 };
        else numPassed++;
      }
    }
  }
  let again: AsyncGenerator<IndexedRow> | undefined;
  let next = 0;
  return {
    inputBytes: 0,
    get numPassed() {
      return numPassed;
    },
    rows,
    parcelOf: async (number) => {
      again ??= rows();
      for (;;) {
        const { done, value } = await again.next();
        if (done) throw new PosternError('LOG_DAMAGED', 'rows of the log are gone that were there before: start again');
        if (next++ === number) return value.parcel;
      }
    },
    close: async () => void (await again?.return(undefined)),
  };
}

function readAs({ format, columns, settings }: Piece, row: Uint8Array): RowReading {
  if (format === 'msgpack') return readMsgpackRow(row, settings.limits);
  if (format === 'csv') return readCsvRow(row, columns ?? [], settings.limits);
  return readJsonRow(row, settings.limits);
}
