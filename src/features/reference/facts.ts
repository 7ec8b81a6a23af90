/** Everything that more than one family needs to know of a parcel, read once. */
import { countryNumber } from '../../contract/codes.ts';
import { parseItemNumber } from '../../contract/itemNumber.ts';
import type { Parcel } from '../../contract/parcel.ts';
import type { Signals } from '../../contract/signals.ts';
import type { Country, ReferenceTables } from '../openReference.ts';
import { type Expectation, expectation, type LineFacts, readLine, sumGiven, usdOf } from './lineFacts.ts';
import { type PartyFacts, readParty } from './partyFacts.ts';
import { given, numberOf } from './sheet.ts';
import { readText, type TextFacts } from './textFacts.ts';

/** An item number of the UPU's shape. */
export type S10 = {
  readonly checkDigitFits: boolean;
  /** First letter, A is 0. */
  readonly service: number;
  readonly country: number;
};

export type Facts = {
  readonly parcel: Parcel;
  readonly signals: Signals;
  readonly tables: ReferenceTables;
  readonly lines: readonly LineFacts[];
  /** Texts of the described lines, in order. */
  readonly texts: readonly TextFacts[];
  readonly explanation: TextFacts | undefined;
  /** Word classes of all goods texts, the explanation among them. */
  readonly goodsBits: number;
  readonly s10: S10 | undefined;
  readonly sender: PartyFacts;
  readonly recipient: PartyFacts;
  readonly senderCountry: Country;
  readonly recipientCountry: Country;
  readonly pieces: number | undefined;
  readonly netG: number | undefined;
  readonly grossG: number | undefined;
  readonly scannedG: number | undefined;
  /** The scale's word, else the declared gross, else the net weights. */
  readonly weightG: number | undefined;
  readonly linesUsd: number | undefined;
  readonly statedUsd: number | undefined;
  /** The stated total, else the lines. */
  readonly totalUsd: number | undefined;
  readonly postageUsd: number | undefined;
  readonly expected: Expectation | undefined;
};

export function readFacts(parcel: Parcel, tables: ReferenceTables, signals: Signals): Facts {
  const lines = parcel.contents.map((line) => readLine(tables, line));
  const texts = lines.flatMap((line) => line.text ?? []);
  const explanationText = given(parcel.explanation);
  const explanation = explanationText === undefined ? undefined : readText(tables, explanationText);
  const netG = sumGiven(lines.map((line) => line.netG));
  const grossG = numberOf(parcel.totalGrossWeightG);
  const scannedG = numberOf(parcel.scannedWeightG);
  const linesUsd = sumGiven(lines.map((line) => line.usd));
  const statedUsd = usdOf(tables, parcel.totalDeclaredValue);
  return {
    parcel,
    signals,
    tables,
    lines,
    texts,
    explanation,
    goodsBits: texts.reduce((bits, text) => bits | text.bits, explanation?.bits ?? 0),
    s10: readS10(parcel.itemId),
    sender: readParty(tables, parcel.sender),
    recipient: readParty(tables, parcel.recipient),
    senderCountry: tables.country(parcel.sender.country),
    recipientCountry: tables.country(parcel.recipient.country),
    pieces: sumGiven(lines.map((line) => line.quantity)),
    netG,
    grossG,
    scannedG,
    weightG: scannedG ?? grossG ?? netG,
    linesUsd,
    statedUsd,
    totalUsd: statedUsd ?? linesUsd,
    postageUsd: usdOf(tables, parcel.postage),
    expected: expectation(tables, lines),
  };
}

/** Place of a code in its list, from 1; undefined when it is not given. */
export function codeNumber(values: readonly string[], code: string | null | undefined): number | undefined {
  return code ? values.indexOf(code) + 1 : undefined;
}

function readS10(itemId: string): S10 | undefined {
  const parsed = parseItemNumber(itemId);
  if (parsed === undefined) return undefined;
  return {
    checkDigitFits: parsed.isCheckDigitRight,
    service: parsed.service.charCodeAt(0) - 65,
    country: countryNumber(parsed.country),
  };
}
