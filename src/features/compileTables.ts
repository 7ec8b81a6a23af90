/** The tables of the reference data other than the lexicon: substances, tariff, norms, rates and countries. */
import { countryNumber, currencyNumber } from '../contract/codes.ts';
import { casNumber } from './casNumber.ts';
import { precursorColumns } from './compileLexicon.ts';
import { readTable } from './referenceSources.ts';
import * as layout from './referenceLayout.ts';

const HS_LEVELS: Readonly<Record<string, number>> = { press: 1, watched: 2, controlled: 3 };
const NUM_CHAPTERS = 100;

/** CAS numbers of the listed precursors, ascending u32, check digit left off. */
export function compileCas(source: string): Uint8Array {
  const numbers = readTable('precursors.csv', source, precursorColumns)
    .filter((row) => row.cells.cas !== '')
    .map((row) => casNumber(row.cells.cas) ?? row.fail('cas', 'a CAS number with a right check digit'));
  return bytesOf(Uint32Array.from(numbers).sort());
}

/** HS subheadings with their levels, ascending. */
export function compileHs(source: string): Uint8Array {
  const rows = readTable('hs.csv', source, ['hs6', 'kind']).map((row) => {
    if (!/^\d{6}$/.test(row.cells.hs6)) row.fail('hs6', 'six digits');
    return [Number(row.cells.hs6), HS_LEVELS[row.cells.kind] ?? row.fail('kind', Object.keys(HS_LEVELS).join(', '))];
  });
  return bytesOf(Uint32Array.from(rows.sort((a, b) => a[0] - b[0]).flat()));
}

/** Chapters 0 to 99 with section and norms; those that are not listed do not exist. */
export function compileChapters(source: string, hs: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(NUM_CHAPTERS * layout.CHAPTER_BYTES);
  const view = new DataView(bytes.buffer);
  const columns = ['chapter', 'section', 'gramsPerUnit', 'usdPerGram', 'farFactor'];
  for (const row of readTable('norms.csv', source, columns)) {
    const chapter = row.number('chapter', 1);
    if (!Number.isInteger(chapter) || chapter >= NUM_CHAPTERS) row.fail('chapter', '1 to 99');
    const at = chapter * layout.CHAPTER_BYTES;
    view.setUint8(at + layout.CHAPTER_SECTION, row.number('section', 1));
    view.setFloat64(at + layout.CHAPTER_GRAMS_PER_UNIT, row.number('gramsPerUnit', 1e-6), true);
    view.setFloat64(at + layout.CHAPTER_USD_PER_GRAM, row.number('usdPerGram', 1e-6), true);
    view.setFloat64(at + layout.CHAPTER_FAR_FACTOR, row.number('farFactor', 1), true);
  }
  // no chapter weighs and costs NaN, so that the core needs no test for it
  for (const norm of [layout.CHAPTER_GRAMS_PER_UNIT, layout.CHAPTER_USD_PER_GRAM, layout.CHAPTER_FAR_FACTOR])
    view.setFloat64(norm, Number.NaN, true);
  for (const [i, hs6] of new Uint32Array(hs.buffer).entries())
    if (i % 2 === 0) view.setUint8(Math.floor(hs6 / 10000) * layout.CHAPTER_BYTES + layout.CHAPTER_HAS_HS, 1);
  return bytes;
}

/** Currencies to places in the table of rates, and the rates. Place 0 is the unknown currency. */
export function compileRates(source: string): { currencies: Uint8Array; rates: Uint8Array } {
  const rows = readTable('rates.csv', source, ['currency', 'minorDigits', 'usdPerUnit']);
  const currencies = new Uint8Array(layout.NUM_CURRENCIES);
  // the unknown currency is worth NaN, so that the core needs no test for it
  const rates = new Float64Array(rows.length + 1).fill(Number.NaN);
  for (const [i, row] of rows.entries()) {
    if (!/^[A-Z]{3}$/.test(row.cells.currency)) row.fail('currency', 'three capital letters');
    if (rows.length > 255) row.fail('currency', 'one of at most 255');
    const number = currencyNumber(row.cells.currency);
    if (currencies[number] !== 0) row.fail('currency', 'listed once');
    currencies[number] = i + 1;
    rates[i + 1] = row.number('usdPerUnit', 1e-9) / 10 ** row.number('minorDigits', 0);
  }
  return { currencies, rates: bytesOf(rates) };
}

/** Countries by number, and the postcode shapes they point to. */
export function compileCountries(source: string): { countries: Uint8Array; postcodes: Uint8Array } {
  const bytes = new Uint8Array(layout.NUM_COUNTRIES * layout.COUNTRY_BYTES);
  const view = new DataView(bytes.buffer);
  const shapes: number[] = [];
  const columns = ['country', 'callingCode', 'otherCallingCode', 'postcodeShapes', 'advanceDataWaiver'];
  for (const row of readTable('countries.csv', source, columns)) {
    if (!/^[A-Z]{2}$/.test(row.cells.country)) row.fail('country', 'two capital letters');
    if (!/^[01]?$/.test(row.cells.advanceDataWaiver)) row.fail('advanceDataWaiver', '0, 1 or empty');
    const at = countryNumber(row.cells.country) * layout.COUNTRY_BYTES;
    if (bytes[at] !== 0) row.fail('country', 'listed once');
    const waiver = row.cells.advanceDataWaiver === '1' ? layout.COUNTRY_HAS_WAIVER : 0;
    view.setUint8(at + layout.COUNTRY_FLAGS, layout.COUNTRY_IS_ISO | waiver);
    for (const [column, code, digits] of [
      ['callingCode', layout.COUNTRY_CALLING, layout.COUNTRY_CALLING_DIGITS],
      ['otherCallingCode', layout.COUNTRY_OTHER_CALLING, layout.COUNTRY_OTHER_DIGITS],
    ] as const) {
      if (!/^(?:[1-9]\d{0,2})?$/.test(row.cells[column])) row.fail(column, 'one to three digits or empty');
      view.setUint16(at + code, Number(row.cells[column]), true);
      view.setUint8(at + digits, row.cells[column].length);
    }
    const own = row.list('postcodeShapes').map((shape) => shapeKey(shape) ?? row.fail('postcodeShapes', '9 and A'));
    view.setUint8(at + layout.COUNTRY_NUM_POSTCODES, own.length);
    view.setUint16(at + layout.COUNTRY_FIRST_POSTCODE, shapes.length, true);
    shapes.push(...own);
  }
  return { countries: bytes, postcodes: bytesOf(Uint32Array.from(shapes)) };
}

function shapeKey(shape: string): number | undefined {
  if (!/^[9A]+$/.test(shape) || shape.length > layout.POSTCODE_MAX_PLACES) return undefined;
  let key = 0;
  for (let i = 0; i < shape.length; i++) key |= 1 << (shape[i] === '9' ? i : i + layout.POSTCODE_MAX_PLACES);
  return key >>> 0;
}

function bytesOf(values: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
