/**
 * Waivers: origins that need not send advance data for a time. A list with dates, from the bundle; a parcel is judged
 * by the list as it stands on its day.
 */
import { countryNumber } from '../contract/codes.ts';
import { PosternError } from '../contract/errors.ts';

export type Waiver = {
  /** ISO 3166 alpha-2 of the sender's country. */
  readonly origin: string;
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** The day after the last one; null while none is known. */
  readonly until: string | null;
};

/** Days since 1970-01-01 during which an origin is waived: pairs (from, until). */
export type WaiverDays = ReadonlyMap<number, readonly (readonly [from: number, until: number])[]>;

const DAY_MS = 86_400_000;
const COLUMNS = 'origin,from,until,note';

/**
 * Reads `waivers.csv`: a header, then a waiver a line; the note is for people and goes no further.
 * @throws PosternError BUNDLE_INVALID that names the file, the line and the fault.
 */
export function readWaivers(text: string, file: string): Waiver[] {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== COLUMNS) throw invalid(`${file}:1`, `expected the columns ${COLUMNS}, got ${lines[0].slice(0, 80)}`);
  const rows = lines.map((line, i) => [line, `${file}:${i + 1}`] as const).filter(([line], i) => i > 0 && line !== '');
  const waivers = rows.map(([line, place]): Waiver => {
    // the note is last and may hold commas
    const [origin, from, until = ''] = line.split(',');
    return parseWaiver({ origin, from, until: until === '' ? null : until }, place);
  });
  refuseOverlaps(waivers, (i) => rows[i][1]);
  return waivers;
}

/** The same from JSON, as a bundle carries them. */
export function parseWaivers(value: unknown, place: string): Waiver[] {
  if (!Array.isArray(value)) throw invalid(place, 'expected a list of waivers');
  const placeOf = (i: number): string => `${place}: waiver ${i + 1}`;
  const waivers = value.map((entry: unknown, i) => parseWaiver(entry, placeOf(i)));
  refuseOverlaps(waivers, placeOf);
  return waivers;
}

function parseWaiver(value: unknown, place: string): Waiver {
  const { origin, from, until = null } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Waiver>;
  if (typeof origin !== 'string' || !/^[A-Z]{2}$/.test(origin)) {
    throw invalid(place, `origin: expected two capital letters, got ${JSON.stringify(origin)}`);
  }
  if (dayOf(from) === undefined) throw invalid(place, `from: expected a date YYYY-MM-DD, got ${JSON.stringify(from)}`);
  if (until !== null && dayOf(until) === undefined) {
    throw invalid(place, `until: expected a date YYYY-MM-DD or nothing, got ${JSON.stringify(until)}`);
  }
  if (until !== null && !((dayOf(until) as number) > (dayOf(from) as number))) {
    throw invalid(place, `until: expected a day after ${from}, got ${until}; it is the day after the last`);
  }
  return { origin, from: from as string, until };
}

/** Two waivers of one origin at one time contradict each other as soon as one of them is changed. */
function refuseOverlaps(waivers: readonly Waiver[], placeOf: (i: number) => string): void {
  const start = ({ from }: Waiver): number => dayOf(from) as number;
  const end = ({ until }: Waiver): number => (until === null ? Infinity : (dayOf(until) as number));
  waivers.forEach((waiver, i) => {
    const other = waivers.findIndex(
      (each) => each.origin === waiver.origin && start(each) < end(waiver) && start(waiver) < end(each),
    );
    if (other >= i) return;
    throw invalid(placeOf(i), `${waiver.origin} is waived in this time already, by ${placeOf(other)}; join the two`);
  });
}

/** The list as decisions look into it. */
export function waiverDays(waivers: readonly Waiver[]): WaiverDays {
  const days = new Map<number, [number, number][]>();
  for (const { origin, from, until } of waivers) {
    const spans = days.get(countryNumber(origin)) ?? [];
    spans.push([dayOf(from) as number, until === null ? Infinity : (dayOf(until) as number)]);
    days.set(countryNumber(origin), spans);
  }
  return days;
}

/** @param origin number of the sender's country; @param day NaN is unknown, and then nothing is waived */
export function isWaived(days: WaiverDays, origin: number, day: number): boolean {
  return days.get(origin)?.some(([from, until]) => day >= from && day < until) ?? false;
}

function dayOf(date: unknown): number | undefined {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? undefined : ms / DAY_MS;
}

/** Days since 1970-01-01 of the day a parcel is judged by: of its advance data, else of its posting; NaN for neither. */
export function parcelDay(receivedAtMs: number, postingDay: number): number {
  return Number.isNaN(receivedAtMs) ? postingDay : Math.floor(receivedAtMs / DAY_MS);
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
