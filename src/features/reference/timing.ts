/** Timing: when data came, against posting and departure. */
import type { Facts } from './facts.ts';
import { isGiven, numberOf, type Sheet } from './sheet.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4;
/** Item leaves the outward office of exchange; item reaches the inward one, so it has left. */
const DEPARTURE_CODES: ReadonlySet<string> = new Set(['EMC', 'EMD']);

export function timingFeatures(facts: Facts, sheet: Sheet): void {
  const { parcel } = facts;
  const receivedAt = numberOf(parcel.aedReceivedAt);
  const departedAt = departure(facts);
  const postingDate = parcel.postingDate;
  const day = isGiven(postingDate) ? Date.parse(`${postingDate}T00:00:00Z`) / DAY_MS : undefined;

  sheet.put('postingWeekday', day === undefined ? undefined : (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7);
  sheet.put('advanceLeadHours', hours(receivedAt, departedAt));
  sheet.put('advanceAfterPostingHours', hours(day === undefined ? undefined : day * DAY_MS, receivedAt));
  sheet.put('advanceChangedHours', hours(receivedAt, numberOf(parcel.aedUpdatedAt)));

  sheet.find('ADVANCE_DATA_LATE', receivedAt !== undefined && departedAt !== undefined && receivedAt > departedAt);
  const waived = parcel.aedWaiver ?? facts.senderCountry.hasWaiver;
  sheet.find('ADVANCE_DATA_WAIVED', waived);
}

/** The earliest event that shows the item gone from its office of exchange. */
function departure({ parcel }: Facts): number | undefined {
  let earliest: number | undefined;
  for (const event of parcel.events ?? []) {
    const at = numberOf(event.at);
    if (at === undefined || !DEPARTURE_CODES.has(event.code ?? '')) continue;
    if (earliest === undefined || at < earliest) earliest = at;
  }
  return earliest;
}

function hours(fromMs: number | undefined, toMs: number | undefined): number | undefined {
  return fromMs === undefined || toMs === undefined ? undefined : (toMs - fromMs) / HOUR_MS;
}
