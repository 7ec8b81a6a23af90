/** When mail comes: seasons, weekdays, and flights that bring it in bursts. */
import type { Random } from '../base/random.ts';
import { padded } from './pattern.ts';
import type { Country } from './country.ts';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Sunday first: little leaves on Sundays. */
const weekday: readonly number[] = [0.55, 1.2, 1.15, 1.05, 1.05, 1.1, 0.9];
/** January first: the shopping season of November and December, the dip of the spring festival. */
const month: readonly number[] = [0.95, 0.8, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 1, 1.05, 1.35, 1.4];

/** Days of the simulated span, with the share of the mail up to each. */
export class Calendar {
  readonly #cumulative: Float64Array;
  readonly #firstMs: number;
  readonly dates: readonly string[];

  constructor(startMs: number, days: number) {
    this.#firstMs = startMs;
    this.dates = Array.from({ length: days }, (_, day) => new Date(startMs + day * DAY_MS).toISOString().slice(0, 10));
    this.#cumulative = new Float64Array(days);
    let total = 0;
    for (let day = 0; day < days; day++) {
      const date = new Date(startMs + day * DAY_MS);
      total += (weekday[date.getUTCDay()] as number) * (month[date.getUTCMonth()] as number);
      this.#cumulative[day] = total;
    }
    for (let day = 0; day < days; day++) this.#cumulative[day] = (this.#cumulative[day] as number) / total;
  }

  /** Day number at this share (0 to 1) of the mail, searching on from `fromDay`. */
  dayAt(share: number, fromDay: number): number {
    let day = fromDay;
    while (day < this.dates.length - 1 && (this.#cumulative[day] as number) <= share) day++;
    return day;
  }

  startOf(day: number): number {
    return this.#firstMs + day * DAY_MS;
  }
}

/** One departure and the mail on it. */
export type Flight = {
  readonly country: Country;
  readonly day: number;
  readonly number: string;
  readonly departedAt: number;
  /** Serial of the dispatch in its year, as text of four digits. */
  readonly dispatch: string;
};

/** Up to four departures a day from each country. */
export function drawFlight(random: Random, calendar: Calendar, country: Country, day: number): Flight {
  const slot = random.below(country.share > 5 ? 4 : 2);
  const startMs = calendar.startOf(day);
  return {
    country,
    day,
    number: `${country.code}${100 + slot * 211 + country.code.charCodeAt(0)}`,
    departedAt: startMs + (4 + slot * 5) * HOUR_MS + random.below(40) * 60_000,
    dispatch: padded((Math.floor(startMs / DAY_MS) * 4 + slot) % 10_000, 4),
  };
}
