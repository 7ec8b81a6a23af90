/** Local time of a facility: a fixed offset from UTC, or a zone of the IANA database with its changes of clock. */

export type TimeZone = {
  readonly name: string;
  /** Milliseconds that local time is ahead of UTC at an instant. */
  offsetAt(epochMs: number): number;
};

const MINUTE_MS = 60_000;
const FIXED = /^([+-])(\d\d):([0-5]\d)$/;
const MAX_HOURS = 14;

/** `UTC`, `+05:30`, or `America/New_York`; null for what is none of them. */
export function openTimeZone(name: string): TimeZone | null {
  if (name === 'UTC' || name === 'Z') return { name, offsetAt: () => 0 };
  const fixed = FIXED.exec(name);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    if (minutes > MAX_HOURS * 60) return null;
    const offsetMs = (fixed[1] === '-' ? -minutes : minutes) * MINUTE_MS;
    return { name, offsetAt: () => offsetMs };
  }
  return name.includes('/') ? openNamedZone(name) : null;
}

function openNamedZone(name: string): TimeZone | null {
  try {
    const clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return { name, offsetAt: (epochMs) => localMs(clock, epochMs) - Math.floor(epochMs / 1000) * 1000 };
  } catch {
    // a RangeError: the database does not have the zone
    return null;
  }
}

function localMs(clock: Intl.DateTimeFormat, epochMs: number): number {
  const read: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(epochMs)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant of a local time given as if it were UTC. A time that a change of clock skips or repeats: the later offset's. */
export function instantOf(zone: TimeZone, localAsUtcMs: number): number {
  const guess = localAsUtcMs - zone.offsetAt(localAsUtcMs);
  return localAsUtcMs - zone.offsetAt(guess);
}
