/** Sanctions of an entity: their programmes, and from when to when any of them is in force. */
import { type JsonObject, textsIn } from '../../json/jsonLines.ts';
import { type Validity, validityOf } from '../validity.ts';

export type Sanction = { readonly programmes: readonly string[]; readonly validity: Validity };

/** Of several beginnings the first counts, of several ends the last. */
export function readSanction(properties: JsonObject): Sanction | { readonly reason: string } {
  const starts = valuesIn(properties.startDate).map((value) => whole(value, 'first'));
  const ends = valuesIn(properties.endDate).map((value) => whole(value, 'last'));
  const wrong = [...starts, ...ends].map((date) => validityOf(date, null)).find((read) => 'reason' in read);
  if (wrong !== undefined && 'reason' in wrong) return wrong;
  const validity = validityOf(starts.sort()[0], ends.sort().at(-1));
  if ('reason' in validity) return validity;
  return { programmes: [...textsIn(properties.programId), ...textsIn(properties.program)], validity };
}

/** In force while one of them is; without any, always. */
export function validityOfAll(sanctions: readonly Sanction[]): Validity {
  const widest = (ends: readonly (string | null)[], pick: 0 | -1): string | null =>
    ends.includes(null) ? null : (ends.toSorted().at(pick) ?? null);
  return {
    validFrom: widest(
      sanctions.map(({ validity }) => validity.validFrom),
      0,
    ),
    validUntil: widest(
      sanctions.map(({ validity }) => validity.validUntil),
      -1,
    ),
  };
}

function valuesIn(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A date may be a year or a month: all of it is meant. What is none stays, and is refused. */
function whole(value: unknown, day: 'first' | 'last'): unknown {
  const [, year, month] = (typeof value === 'string' ? /^\s*(\d{4})(?:-(\d\d))?\s*$/.exec(value) : null) ?? [];
  if (year === undefined) return typeof value === 'string' ? value : String(value);
  if (day === 'first') return `${year}-${month ?? '01'}-01`;
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate();
  return `${year}-${month ?? '12'}-${last}`;
}
