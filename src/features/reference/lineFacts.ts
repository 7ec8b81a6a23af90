/** What each content line says, and what the lines say together. Sums run in the order of the lines. */
import type { ContentLine, Money, Parcel } from '../../contract/parcel.ts';
import type { ReferenceTables } from '../openReference.ts';
import { type HsCode, readHsCode } from './shapes.ts';
import { given, isGiven, numberOf } from './sheet.ts';
import { readText, type TextFacts } from './textFacts.ts';

export type LineFacts = {
  readonly text: TextFacts | undefined;
  readonly quantity: number | undefined;
  readonly netG: number | undefined;
  readonly amountMinor: number | undefined;
  readonly currency: string | undefined;
  readonly usd: number | undefined;
  readonly hs: HsCode | undefined;
  readonly wordChapter: number;
  /** By HS code, else by words; 0 is unknown. */
  readonly chapter: number;
  readonly origin: string | undefined;
  /** Of description, quantity, net weight, value, HS code and origin. */
  readonly numMissing: number;
};

/** What the lines would weigh and cost if they were like others of their class. */
export type Expectation = { readonly grams: number; readonly usd: number; readonly farFactor: number };

export function readLine(tables: ReferenceTables, line: ContentLine): LineFacts {
  const description = given(line.description);
  const text = description === undefined ? undefined : readText(tables, description);
  const hsCode = given(line.hsCode);
  const hs = hsCode === undefined ? undefined : readHsCode(tables, hsCode);
  const wordChapter = text !== undefined && tables.chapter(text.chapter) ? text.chapter : 0;
  const fields = [
    line.description,
    line.quantity,
    line.netWeightG,
    line.value?.amountMinor,
    line.hsCode,
    line.originCountry,
  ];
  return {
    text,
    quantity: numberOf(line.quantity),
    netG: numberOf(line.netWeightG),
    amountMinor: numberOf(line.value?.amountMinor),
    currency: given(line.value?.currency),
    usd: usdOf(tables, line.value),
    hs,
    wordChapter,
    chapter: hs?.chapter || wordChapter,
    origin: given(line.originCountry),
    numMissing: fields.filter((field) => !isGiven(field)).length,
  };
}

/** Undefined without an amount, a currency or a rate. */
export function usdOf(tables: ReferenceTables, money: Money | null | undefined): number | undefined {
  const amount = numberOf(money?.amountMinor);
  const currency = given(money?.currency);
  const rate = currency === undefined ? undefined : tables.rate(currency);
  return amount === undefined || rate === undefined ? undefined : amount * rate;
}

/** Sum of what is given; undefined when nothing is. */
export function sumGiven(values: readonly (number | undefined)[]): number | undefined {
  let sum: number | undefined;
  for (const value of values) if (value !== undefined) sum = (sum ?? 0) + value;
  return sum;
}

/** Undefined unless every line has a goods class and a quantity. */
export function expectation(tables: ReferenceTables, lines: readonly LineFacts[]): Expectation | undefined {
  let grams = 0;
  let usd = 0;
  let farFactor = 0;
  for (const line of lines) {
    const chapter = tables.chapter(line.chapter);
    if (chapter === undefined || line.quantity === undefined || line.quantity <= 0) return undefined;
    const lineGrams = line.quantity * chapter.gramsPerUnit;
    grams += lineGrams;
    usd += lineGrams * chapter.usdPerGram;
    farFactor = Math.max(farFactor, chapter.farFactor);
  }
  return { grams, usd, farFactor };
}

/** Every currency of the record that is given. */
export function currenciesOf(parcel: Parcel, lines: readonly LineFacts[]): string[] {
  const money = [parcel.totalDeclaredValue, parcel.postage, parcel.insuredValue];
  const given = [...money.map((amount) => amount?.currency), ...lines.map((line) => line.currency)];
  return given.filter((currency): currency is string => isGiven(currency));
}
