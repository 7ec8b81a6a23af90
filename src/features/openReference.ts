/** Views on a compiled reference buffer, for the plain path. The core reads the same bytes in place. */
import { countryNumber, currencyNumber } from '../contract/codes.ts';
import { PosternError } from '../contract/errors.ts';
import * as layout from './referenceLayout.ts';
import type { ReferenceAbout } from './compileReference.ts';

/** What the lexicon says of one word. */
export type Word = { readonly bits: number; readonly symbol: number; readonly chapter: number };

export type Chapter = {
  readonly section: number;
  readonly gramsPerUnit: number;
  readonly usdPerGram: number;
  readonly farFactor: number;
};

export type Country = {
  readonly isIso: boolean;
  readonly hasWaiver: boolean;
  readonly callingCodes: readonly string[];
  /** Keys as in referenceLayout.ts; none is not checked. */
  readonly postcodeShapes: readonly number[];
};

export type ReferenceTables = {
  readonly about: ReferenceAbout;
  /** By the word's folded bytes, one char each. */
  readonly words: ReadonlyMap<string, Word>;
  /** Where a word with this symbol leads from a state, and the classes of the phrases that end there. */
  nextState(state: number, symbol: number): { readonly state: number; readonly bits: number };
  readonly cas: ReadonlySet<number>;
  /** Level by six-digit subheading: 1 press, 2 watched, 3 controlled. */
  readonly hs: ReadonlyMap<number, number>;
  /** Undefined for a chapter that does not exist. */
  chapter(number: number): Chapter | undefined;
  /** USD per minor unit, undefined for a currency without a rate. */
  rate(currency: string): number | undefined;
  country(code: string): Country;
};

/** @throws PosternError BUNDLE_INVALID when the bytes are not compiled reference tables of this version. */
export function openReference(bytes: Uint8Array): ReferenceTables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (at: number): number => view.getUint32(at, true);
  checkHeader(bytes, u32);

  const words = new Map<string, Word>();
  // word 0 stands for words that are not in the lexicon
  for (let i = 1; i < u32(layout.REF_NUM_WORDS); i++) {
    const at = layout.REF_WORDS + i * layout.WORD_BYTES;
    const text = Buffer.from(bytes.subarray(at, at + layout.WORD_MAX_BYTES))
      .toString('latin1')
      .replace(/\0+$/, '');
    const symbol = view.getUint16(at + layout.WORD_SYMBOL, true);
    words.set(text, { bits: u32(at + layout.WORD_BITS), symbol, chapter: bytes[at + layout.WORD_CHAPTER] });
  }
  const list = (offset: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => u32(offset + 4 * i));
  const hs = new Map<number, number>();
  for (let i = 0; i < u32(layout.REF_NUM_HS); i++) {
    const at = u32(layout.REF_HS) + i * layout.HS_BYTES;
    hs.set(u32(at), u32(at + 4));
  }
  const about = bytes.slice(u32(layout.REF_ABOUT), u32(layout.REF_ABOUT) + u32(layout.REF_ABOUT_BYTES));

  return {
    about: JSON.parse(Buffer.from(about).toString('utf8')) as ReferenceAbout,
    words,
    nextState(state, symbol) {
      const entry = u32(u32(layout.REF_PHRASES) + 4 * (state + symbol));
      return { state: entry & 0xffff, bits: entry >>> layout.PHRASE_BITS_SHIFT };
    },
    cas: new Set(list(u32(layout.REF_CAS), u32(layout.REF_NUM_CAS))),
    hs,
    chapter: (number) => readChapter(view, u32(layout.REF_CHAPTERS) + number * layout.CHAPTER_BYTES),
    rate(currency) {
      const place = bytes[u32(layout.REF_CURRENCIES) + currencyNumber(currency)];
      return place === 0 ? undefined : view.getFloat64(u32(layout.REF_RATES) + 8 * place, true);
    },
    country(code) {
      const at = u32(layout.REF_COUNTRIES) + countryNumber(code) * layout.COUNTRY_BYTES;
      const first = u32(layout.REF_POSTCODES) + 4 * view.getUint16(at + layout.COUNTRY_FIRST_POSTCODE, true);
      return {
        isIso: (bytes[at] & layout.COUNTRY_IS_ISO) !== 0,
        hasWaiver: (bytes[at] & layout.COUNTRY_HAS_WAIVER) !== 0,
        callingCodes: [layout.COUNTRY_CALLING, layout.COUNTRY_OTHER_CALLING]
          .map((code) => view.getUint16(at + code, true))
          .filter((code) => code !== 0)
          .map(String),
        postcodeShapes: list(first, bytes[at + layout.COUNTRY_NUM_POSTCODES]),
      };
    },
  };
}

/** Sections of variable place; each begins where the one before it ends. */
const SECTIONS = [
  layout.REF_PHRASES,
  layout.REF_CAS,
  layout.REF_HS,
  layout.REF_CHAPTERS,
  layout.REF_CURRENCIES,
  layout.REF_RATES,
  layout.REF_COUNTRIES,
  layout.REF_POSTCODES,
  layout.REF_ABOUT,
  layout.REF_BYTES,
] as const;

function checkHeader(bytes: Uint8Array, u32: (at: number) => number): void {
  const fits = bytes.length >= layout.REFERENCE_HEADER_BYTES;
  if (!fits || u32(layout.REF_MAGIC) !== layout.REFERENCE_MAGIC)
    throw new PosternError('BUNDLE_INVALID', 'expected compiled reference tables, got something else: rebuild them');
  const version = u32(layout.REF_VERSION);
  if (version !== layout.REFERENCE_VERSION)
    throw new PosternError(
      'BUNDLE_INVALID',
      `expected reference tables of version ${layout.REFERENCE_VERSION}, got ${version}: rebuild them`,
    );
  let from = layout.REF_WORDS + u32(layout.REF_NUM_WORDS) * layout.WORD_BYTES;
  for (const section of SECTIONS) {
    if (u32(section) < from || u32(section) > bytes.length)
      throw new PosternError('BUNDLE_INVALID', `expected reference tables in order within ${bytes.length} bytes`);
    from = u32(section);
  }
}

function readChapter(view: DataView, at: number): Chapter | undefined {
  const section = view.getUint8(at + layout.CHAPTER_SECTION);
  if (section === 0) return undefined;
  return {
    section,
    gramsPerUnit: view.getFloat64(at + layout.CHAPTER_GRAMS_PER_UNIT, true),
    usdPerGram: view.getFloat64(at + layout.CHAPTER_USD_PER_GRAM, true),
    farFactor: view.getFloat64(at + layout.CHAPTER_FAR_FACTOR, true),
  };
}
