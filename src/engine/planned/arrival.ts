/**
 * Where and when rows arrived. The core hands out no lane, facility and time of a row, so a row is read a second time,
 * by the reader of the explained path.
 */
import { laneOf } from '../../capacity/lanes.ts';
import type { Limits } from '../../contract/limits.ts';
import type { NormalParcel } from '../../contract/normalParcel.ts';
import { type KeptRows, NOT_KEPT } from '../../contract/recording.ts';
import { readCsvRow } from '../../record/readCsvRow.ts';
import { readMsgpackRow } from '../../record/readMsgpackRow.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { RowReading } from '../../record/rowReading.ts';
import type { Arrival } from './planDesk.ts';

/** The item reaches the office where it meets customs (EMSEVT). */
const ARRIVED = 'EMD';

export type ArrivalOptions = {
  readonly limits: Limits;
  /** Epoch ms of rows that tell no arrival. */
  readonly at: number;
};

/** Null for a row that cannot be screened. */
export function arrivalOf(reading: RowReading, at: number): Arrival | null {
  if (!reading.ok) return null;
  const { serviceClass, destOffice } = reading.parcel;
  const told = arrivedAt(reading.parcel);
  const [facility, lane] = [destOffice ?? '', laneOf(serviceClass)];
  return { facility, lane, at: told ?? at, isTold: told !== undefined };
}

/** One a row, in their order. */
export function arrivalsOf(rows: KeptRows, { limits, at }: ArrivalOptions): (Arrival | null)[] {
  let from = 0;
  return Array.from(rows.lengths, (length) => {
    if (length === NOT_KEPT) return null;
    const row = rows.bytes.subarray(from, from + length);
    from += length;
    return arrivalOf(readRow(row, rows, limits), at);
  });
}

function readRow(row: Uint8Array, { format, columns }: KeptRows, limits: Limits): RowReading {
  if (format === 'msgpack') return readMsgpackRow(row, limits);
  if (format === 'csv') return readCsvRow(row, columns ?? [], limits);
  return readJsonRow(row, limits);
}

function arrivedAt({ events }: NormalParcel): number | undefined {
  return events?.findLast(({ code, at }) => code === ARRIVED && at !== undefined)?.at;
}
