/** Which shift an instant belongs to. */
import type { FacilityPlan } from './plan.ts';
import { instantOf } from './timeZone.ts';

/** One shift of one day. */
export type ShiftSpan = {
  /** Unique at its facility: name and start, as in `early@2026-01-05T11:00:00Z`. */
  readonly id: string;
  readonly name: string;
  /** Weekday of its start in local time, 0 is Sunday. */
  readonly weekday: number;
  readonly startMs: number;
  /** Exclusive: the end of its length, or the start of the next shift where a change of clock lets the two overlap. */
  readonly endMs: number;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A plan has a shift on at least one weekday, so that within eight days there is one. */
const DAYS_AROUND = 8;

/** The shift that works on what comes at this instant; what comes between two shifts waits for the later one. */
export function shiftAt(facility: FacilityPlan, atMs: number): ShiftSpan {
  for (const span of spansAround(facility, atMs)) if (atMs < span.endMs) return span;
  throw new RangeError('a plan without shifts has no shift at any time');
}

/** When the shift before this one ended: what came earlier was not of this one. */
export function endBefore(facility: FacilityPlan, { startMs }: ShiftSpan): number {
  const before = spansAround(facility, startMs).findLast((span) => span.startMs < startMs);
  return before === undefined ? startMs : before.endMs;
}

function spansAround(facility: FacilityPlan, atMs: number): ShiftSpan[] {
  const zone = facility.timeZone;
  const today = Math.floor((atMs + zone.offsetAt(atMs)) / DAY_MS);
  const spans: ShiftSpan[] = [];
  for (let day = today - DAYS_AROUND; day <= today + DAYS_AROUND; day++) {
    // day 0, 1 January 1970, was a Thursday
    const weekday = (((day + 4) % 7) + 7) % 7;
    for (const { name, startMinute, lengthMinutes, days } of facility.shifts) {
      if (!days.includes(weekday)) continue;
      const startMs = instantOf(zone, day * DAY_MS + startMinute * MINUTE_MS);
      const id = `${name}@${new Date(startMs).toISOString().replace('.000Z', 'Z')}`;
      spans.push({ id, name, weekday, startMs, endMs: startMs + lengthMinutes * MINUTE_MS });
    }
  }
  spans.sort((a, b) => a.startMs - b.startMs);
  return spans.map((span, i) => ({ ...span, endMs: Math.min(span.endMs, spans[i + 1]?.startMs ?? span.endMs) }));
}
