// Timing: when data came, against posting and departure. Plain twin: src/features/reference/timing.ts.

import { byteAt } from '../base/bytes';
import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import {
  CODE_SENDER_COUNTRY,
  EVENT_BYTES,
  EVENT_NUM_AT,
  EVENT_SPAN_CODE,
  NUM_AED_RECEIVED_AT,
  NUM_AED_UPDATED_AT,
  NUM_AED_WAIVER,
  NUM_POSTING_DATE,
  SPAN_AED_WAIVER,
  SPAN_POSTING_DATE,
} from '../generated/record';
import { hasWaiver } from './countries';
import { found, isGiven, lengthAt, numberAt, orElse, put, putIf, textAt } from './sheet';

const HOUR_MS: f64 = 3600000;
const DAY_MS: f64 = 86400000;
/** Days from a Sunday before 1900 to 1970-01-01, a Thursday: keeps the remainder positive. */
const WEEKDAY_SHIFT: i32 = 7 * 5000 + 4;
/** Bytes `EM`, then C (leaves the outward office of exchange) or D (reaches the inward one, so it has left). */
const EVENT_EM: u32 = 0x4d45;

export function timingFeatures(reference: usize, row: usize, event: usize, numEvents: u32, sheet: usize): u64 {
  const receivedAt = numberAt(row, NUM_AED_RECEIVED_AT);
  const departedAt = numEvents ? departure(event, numEvents) : NaN;
  const day = load<f64>(row, NUM_POSTING_DATE);
  const hasDay = lengthAt(row, SPAN_POSTING_DATE) != 0;
  const dayNumber = hasDay ? <i32>day : 0;
  putIf(sheet, column.F_POSTING_WEEKDAY, hasDay, <u32>(dayNumber + WEEKDAY_SHIFT) % 7);
  put(sheet, column.F_ADVANCE_LEAD_HOURS, (departedAt - receivedAt) / HOUR_MS);
  put(sheet, column.F_ADVANCE_AFTER_POSTING_HOURS, (receivedAt - day * DAY_MS) / HOUR_MS);
  put(sheet, column.F_ADVANCE_CHANGED_HOURS, (numberAt(row, NUM_AED_UPDATED_AT) - receivedAt) / HOUR_MS);

  const isWaived = lengthAt(row, SPAN_AED_WAIVER)
    ? load<f64>(row, NUM_AED_WAIVER) != 0
    : hasWaiver(reference, <u32>load<u16>(row, CODE_SENDER_COUNTRY));
  return (
    found(receivedAt > departedAt, finding.FINDING_ADVANCE_DATA_LATE) |
    found(isWaived, finding.FINDING_ADVANCE_DATA_WAIVED)
  );
}

/** The earliest event that shows the item gone from its office of exchange, or NaN. */
function departure(event: usize, numEvents: u32): f64 {
  let earliest: f64 = NaN;
  for (const end = event + <usize>numEvents * EVENT_BYTES; event < end; event += EVENT_BYTES) {
    if (lengthAt(event, EVENT_SPAN_CODE) != 3) continue;
    const code = textAt(event, EVENT_SPAN_CODE);
    const third = byteAt(code + 2);
    if (<u32>load<u16>(code) != EVENT_EM || (third != 0x43 && third != 0x44)) continue;
    const at = numberAt(event, EVENT_NUM_AT);
    if (isGiven(at)) earliest = min<f64>(orElse(earliest, at), at);
  }
  return earliest;
}
