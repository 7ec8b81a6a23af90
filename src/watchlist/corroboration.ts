/**
 * How far a match goes: how much each attribute says of a party, alone and with others of the same entry. It is data of
 * a bundle (lists/corroboration.json), because it is policy; this is its form, and what holds where a bundle has none.
 *
 *   f64 leastIdentifier · 8: f64 leastGoods · 16: f64 sureFrom · 64: f64 strength by attribute · 192: f64 most that the attribute alone can reach
 */
import { isObject } from '../base/isObject.ts';
import { PosternError } from '../contract/errors.ts';
import { type Attribute, attributes } from './index/attributes.ts';

export type Corroboration = {
  /** A phone, mailbox or wallet counts as listed from this score on. */
  readonly leastIdentifier: number;
  /** A phrase or CAS number counts as listed from this score on. */
  readonly leastGoods: number;
  /** 0 to 1: of an entry whose source is less sure of it than this, scores fall in proportion. */
  readonly sureFrom: number;
  /** 0 to 1: how far a match of this attribute alone would go at score 1. */
  readonly strengths: Readonly<Record<Attribute, number>>;
  /** 0 to 1: what a party reaches at most where nothing but this attribute matches. */
  readonly alone: Readonly<Record<Attribute, number>>;
};

export const CORROBORATION_LEAST_IDENTIFIER = 0;
export const CORROBORATION_LEAST_GOODS = 8;
export const CORROBORATION_SURE_FROM = 16;
export const CORROBORATION_STRENGTHS = 64;
export const CORROBORATION_ALONE = 192;
export const CORROBORATION_BYTES = 320;
/** Room for attributes, by their numbers. */
export const CORROBORATION_PLACES = 16;

const names = Object.keys(attributes) as Attribute[];
const keys = ['leastIdentifier', 'leastGoods', 'sureFrom', 'strengths', 'alone'];

/** Many people share a name or live in one house, hardly any share a mailbox. */
export const defaultCorroboration: Corroboration = {
  leastIdentifier: 0.9,
  leastGoods: 0.5,
  sureFrom: 0.5,
  strengths: {
    name: 0.9,
    address: 0.7,
    phone: 0.95,
    email: 0.97,
    wallet: 0.99,
    cas: 0.5,
    phrase: 0.3,
    handle: 0.97,
    pgp: 0.99,
    document: 0.97,
  },
  alone: {
    name: 0.89,
    address: 0.89,
    phone: 1,
    email: 1,
    wallet: 1,
    cas: 0.89,
    phrase: 0.89,
    handle: 1,
    pgp: 1,
    document: 1,
  },
};

/** @throws PosternError BUNDLE_INVALID that names the file, the place and what was expected */
export function parseCorroboration(value: unknown, file: string): Corroboration {
  if (!isObject(value)) throw invalid(file, `expected an object with ${keys.join(', ')}`);
  const strange = Object.keys(value).find((key) => !keys.includes(key));
  if (strange !== undefined) throw invalid(file, `got "${strange}", expected ${keys.join(', ')}`);
  // tables of before they were there
  const { leastGoods = defaultCorroboration.leastGoods, sureFrom = defaultCorroboration.sureFrom } = value;
  return {
    leastIdentifier: parseShare(value.leastIdentifier, `${file}: leastIdentifier`),
    leastGoods: parseShare(leastGoods, `${file}: leastGoods`),
    sureFrom: parseShare(sureFrom, `${file}: sureFrom`),
    strengths: parseShares(value.strengths, `${file}: strengths`),
    alone: parseShares(value.alone, `${file}: alone`),
  };
}

export function encodeCorroboration({
  leastIdentifier,
  leastGoods,
  sureFrom,
  strengths,
  alone,
}: Corroboration): Uint8Array {
  const part = new Uint8Array(CORROBORATION_BYTES);
  const view = new DataView(part.buffer);
  view.setFloat64(CORROBORATION_LEAST_IDENTIFIER, leastIdentifier, true);
  view.setFloat64(CORROBORATION_LEAST_GOODS, leastGoods, true);
  view.setFloat64(CORROBORATION_SURE_FROM, sureFrom, true);
  for (const name of names) {
    view.setFloat64(CORROBORATION_STRENGTHS + 8 * attributes[name], strengths[name], true);
    view.setFloat64(CORROBORATION_ALONE + 8 * attributes[name], alone[name], true);
  }
  return part;
}

/** @throws PosternError BUNDLE_INVALID where the part is not one of this form */
export function openCorroboration(part: Uint8Array): Corroboration {
  if (part.length !== CORROBORATION_BYTES) {
    throw invalid('part corroboration', `expected ${CORROBORATION_BYTES} bytes, got ${part.length}`);
  }
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const shares = (at: number): Record<Attribute, number> =>
    Object.fromEntries(names.map((name) => [name, view.getFloat64(at + 8 * attributes[name], true)])) as Record<
      Attribute,
      number
    >;
  return {
    leastIdentifier: view.getFloat64(CORROBORATION_LEAST_IDENTIFIER, true),
    leastGoods: view.getFloat64(CORROBORATION_LEAST_GOODS, true),
    sureFrom: view.getFloat64(CORROBORATION_SURE_FROM, true),
    strengths: shares(CORROBORATION_STRENGTHS),
    alone: shares(CORROBORATION_ALONE),
  };
}

/**
 * What scores of an entry are multiplied by: a source that is hardly sure of an entry asks for a look at most, never for
 * a hold. Entries whose source does not say how sure it is count as sure.
 */
export function weightOf({ sureFrom }: Pick<Corroboration, 'sureFrom'>, confidence: number | null): number {
  return confidence !== null && confidence < sureFrom ? confidence / sureFrom : 1;
}

export type AttributeScore = { readonly attribute: Attribute; readonly score: number };

/**
 * What matches of one entry say of one party together: as independent grounds, what one leaves open the next narrows.
 * Of several matches of one attribute the best counts. The core does the same sums in the same order.
 */
export function corroborate(table: Corroboration, matches: readonly AttributeScore[]): number {
  let open = 1;
  let found: Attribute[] = [];
  for (const name of names) {
    const scores = matches.flatMap(({ attribute, score }) => (attribute === name ? [score] : []));
    if (scores.length === 0) continue;
    open *= 1 - table.strengths[name] * Math.max(...scores);
    found = [...found, name];
  }
  const score = 1 - open;
  return found.length === 1 ? Math.min(score, table.alone[found[0]]) : score;
}

function parseShares(value: unknown, place: string): Record<Attribute, number> {
  if (!isObject(value)) throw invalid(place, `expected an object with a number each of ${names.join(', ')}`);
  const strange = Object.keys(value).find((key) => !names.includes(key as Attribute));
  if (strange !== undefined) throw invalid(place, `got "${strange}", expected ${names.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, parseShare(value[name], `${place}: ${name}`)])) as Record<
    Attribute,
    number
  >;
}

function parseShare(value: unknown, place: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw invalid(place, `expected a number from 0 to 1, got ${JSON.stringify(value)}`);
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
