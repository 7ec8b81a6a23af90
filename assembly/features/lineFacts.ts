// One walk over the lines: what they say, weigh and cost, added up for all families that ask for it. Plain twin:
// src/features/reference/lineFacts.ts.

import * as finding from '../generated/findings';
import {
  CHAPTER_FAR_FACTOR,
  CHAPTER_GRAMS_PER_UNIT,
  CHAPTER_USD_PER_GRAM,
  COUNT_KNOWN,
  COUNT_STOP,
  MIN_CONTENT_WORDS,
  WORD_IS_DOSAGE,
  WORD_IS_PRESS_PART,
} from '../generated/reference';
import {
  CODE_SENDER_COUNTRY,
  CODE_TOTAL_DECLARED_VALUE_CURRENCY,
  LINE_BYTES,
  LINE_CODE_ORIGIN_COUNTRY,
  LINE_CODE_VALUE_CURRENCY,
  LINE_NUM_NET_WEIGHT_G,
  LINE_NUM_QUANTITY,
  LINE_NUM_VALUE_AMOUNT_MINOR,
  LINE_SPAN_DESCRIPTION,
  LINE_SPAN_HS_CODE,
  LINE_SPAN_NET_WEIGHT_G,
  LINE_SPAN_QUANTITY,
  LINE_SPAN_VALUE_AMOUNT_MINOR,
  SPAN_EXPLANATION,
} from '../generated/record';
import {
  TEXT_BITS,
  TEXT_CAS,
  TEXT_CAS_LISTED,
  TEXT_CHAPTER,
  TEXT_CONTENT,
  TEXT_COUNTS,
  TEXT_DIGITS,
  TEXT_HASH_SUM,
  TEXT_HIGHS,
  TEXT_LETTERS,
  TEXT_TOKENS,
  TEXT_UPPERS,
  readGoodsText,
} from '../text/readText';
import { isUnknownCountry } from './countries';
import { chapterAt, hs6Of, hsLevel, NO_HS6, sectionOf } from './hsCode';
import { isUnknownCurrency, usdOf } from './money';
import * as at from './scratch';
import { found, isGiven, isMissing, keepIf, lengthAt, numberAt, orElse, orZero, textAt } from './sheet';

const PRESS_PARTS: u32 = WORD_IS_PRESS_PART | WORD_IS_DOSAGE;

/** Fills the facts of a row's lines and of its explanation; returns what was found of single lines. */
export function readLines(reference: usize, row: usize, line: usize, numLines: u32, scratch: usize): u64 {
  const text = scratch + at.SCRATCH_TEXT;
  const facts = scratch + at.SCRATCH_FACTS;
  const senderCountry = <u32>load<u16>(row, CODE_SENDER_COUNTRY);
  const totalCurrency = <u32>load<u16>(row, CODE_TOTAL_DECLARED_VALUE_CURRENCY);

  let pieces: f64 = 0;
  let numQuantities: u32 = 0;
  let netG: f64 = 0;
  let numNets: u32 = 0;
  let linesUsd: f64 = 0;
  let numValues: u32 = 0;
  let topQuantity: f64 = 0;
  let firstAmount: f64 = NaN;
  let amountSum: f64 = 0;
  let expectedGrams: f64 = 0;
  let expectedUsd: f64 = 0;
  let farFactor: f64 = 0;
  let isSameCurrency: u32 = 1;
  let isCurrencyUnknown: u32 = 0;
  let isCountryUnknown: u32 = 0;
  let isHsShapeWrong: u32 = 0;
  let isHsChapterUnknown: u32 = 0;
  let isPartNamed: u32 = 0;
  let numOrigins: u32 = 0;
  let numDiffer: u32 = 0;
  let firstOrigin: u32 = 0;
  let numMissing: u32 = 0;
  let numTexts: u32 = 0;
  let numBytes: u32 = 0;
  let numDigits: u32 = 0;
  let numUppers: u32 = 0;
  let numLetters: u32 = 0;
  let numHighs: u32 = 0;
  let numTokens: u32 = 0;
  let numStop: u32 = 0;
  let numKnown: u32 = 0;
  let numVague: u32 = 0;
  let fewestContent: u32 = u32.MAX_VALUE;
  let hashSum: u32 = 0;
  let numCas: u32 = 0;
  let numCasListed: u32 = 0;
  let goodsBits: u32 = 0;
  let levels: u32 = 0;
  let hsChapter: u32 = 0;
  let wordChapter: u32 = 0;
  let numWithBoth: u32 = 0;
  let numDisagree: u32 = 0;

  for (const end = line + <usize>numLines * LINE_BYTES; line < end; line += LINE_BYTES) {
    let lineWordChapter: u32 = 0;
    const length = lengthAt(line, LINE_SPAN_DESCRIPTION);
    if (length) {
      readGoodsText(reference, textAt(line, LINE_SPAN_DESCRIPTION), length, text);
      numTexts++;
      numBytes += length;
      numDigits += load<u32>(text, TEXT_DIGITS);
      numUppers += load<u32>(text, TEXT_UPPERS);
      numLetters += load<u32>(text, TEXT_LETTERS);
      numHighs += load<u32>(text, TEXT_HIGHS);
      numTokens += load<u32>(text, TEXT_TOKENS);
      const counts = load<u64>(text, TEXT_COUNTS);
      numStop += <u32>(counts >> <u64>COUNT_STOP) & 0xffff;
      numKnown += <u32>(counts >> <u64>COUNT_KNOWN) & 0xffff;
      hashSum += load<u32>(text, TEXT_HASH_SUM);
      numCas += load<u32>(text, TEXT_CAS);
      numCasListed += load<u32>(text, TEXT_CAS_LISTED);
      const numContent = load<u32>(text, TEXT_CONTENT);
      fewestContent = min<u32>(fewestContent, numContent);
      numVague += u32(numContent < <u32>MIN_CONTENT_WORDS);
      const bits = load<u32>(text, TEXT_BITS);
      goodsBits |= bits;
      isPartNamed |= u32((bits & PRESS_PARTS) == PRESS_PARTS);
      lineWordChapter = load<u32>(text, TEXT_CHAPTER);
      lineWordChapter &= 0 - u32(sectionOf(reference, lineWordChapter) != 0);
      wordChapter |= lineWordChapter & (0 - u32(wordChapter == 0));
    }

    let lineHsChapter: u32 = 0;
    const hsLength = lengthAt(line, LINE_SPAN_HS_CODE);
    if (hsLength) {
      const hs6 = hs6Of(textAt(line, LINE_SPAN_HS_CODE), hsLength);
      if (hs6 == NO_HS6) {
        isHsShapeWrong = 1;
      } else {
        const hsSection = sectionOf(reference, hs6 / 10000);
        lineHsChapter = (hs6 / 10000) & (0 - u32(hsSection != 0));
        isHsChapterUnknown |= u32(hsSection == 0);
        levels |= 1 << hsLevel(reference, hs6);
        hsChapter |= lineHsChapter & (0 - u32(hsChapter == 0));
        const hasBoth = u32(lineHsChapter != 0) & u32(lineWordChapter != 0);
        numWithBoth += hasBoth;
        numDisagree += hasBoth & u32(hsSection != sectionOf(reference, lineWordChapter));
      }
    }

    const quantity = numberAt(line, LINE_NUM_QUANTITY);
    numQuantities += u32(isGiven(quantity));
    pieces += orZero(quantity);
    topQuantity = max<f64>(topQuantity, orZero(quantity));
    const lineNetG = numberAt(line, LINE_NUM_NET_WEIGHT_G);
    numNets += u32(isGiven(lineNetG));
    netG += orZero(lineNetG);

    const amount = numberAt(line, LINE_NUM_VALUE_AMOUNT_MINOR);
    const currency = <u32>load<u16>(line, LINE_CODE_VALUE_CURRENCY);
    const usd = usdOf(reference, amount, currency);
    numValues += u32(isGiven(usd));
    linesUsd += orZero(usd);
    firstAmount = orElse(firstAmount, amount);
    // one missing amount makes the sum missing, so that it is not compared with the total
    amountSum += amount;
    isSameCurrency &= u32(currency == totalCurrency);
    isCurrencyUnknown |= isUnknownCurrency(reference, currency);

    // the norms of no chapter are NaN: one line without a class leaves nothing to expect
    const norms = chapterAt(reference, lineHsChapter | (lineWordChapter & (0 - u32(lineHsChapter == 0))));
    const lineGrams = keepIf(quantity > 0, quantity) * load<f64>(norms, CHAPTER_GRAMS_PER_UNIT);
    expectedGrams += lineGrams;
    expectedUsd += lineGrams * load<f64>(norms, CHAPTER_USD_PER_GRAM);
    farFactor = max<f64>(farFactor, load<f64>(norms, CHAPTER_FAR_FACTOR));

    const origin = <u32>load<u16>(line, LINE_CODE_ORIGIN_COUNTRY);
    const hasOrigin = u32(origin != 0);
    numOrigins += hasOrigin;
    numDiffer += hasOrigin & u32(origin != senderCountry);
    firstOrigin |= origin & (0 - u32(firstOrigin == 0));
    isCountryUnknown |= hasOrigin & isUnknownCountry(reference, origin);
    numMissing +=
      u32(length == 0) +
      u32(hsLength == 0) +
      u32(origin == 0) +
      isMissing(line, LINE_SPAN_QUANTITY) +
      isMissing(line, LINE_SPAN_NET_WEIGHT_G) +
      isMissing(line, LINE_SPAN_VALUE_AMOUNT_MINOR);
  }
  pieces = keepIf(numQuantities != 0, pieces);

  const explanationLength = lengthAt(row, SPAN_EXPLANATION);
  if (explanationLength) {
    readGoodsText(reference, textAt(row, SPAN_EXPLANATION), explanationLength, text);
    const bits = load<u32>(text, TEXT_BITS);
    goodsBits |= bits;
    isPartNamed |= u32((bits & PRESS_PARTS) == PRESS_PARTS);
    numCas += load<u32>(text, TEXT_CAS);
    numCasListed += load<u32>(text, TEXT_CAS_LISTED);
  }

  store<f64>(facts, pieces, at.FACT_PIECES);
  store<f64>(facts, keepIf(numNets != 0, netG), at.FACT_NET_G);
  store<f64>(facts, keepIf(numValues != 0, linesUsd), at.FACT_LINES_USD);
  store<f64>(facts, expectedGrams, at.FACT_EXPECTED_GRAMS);
  store<f64>(facts, expectedUsd, at.FACT_EXPECTED_USD);
  store<f64>(facts, farFactor, at.FACT_FAR_FACTOR);
  store<f64>(facts, topQuantity, at.FACT_TOP_QUANTITY);
  store<f64>(facts, firstAmount, at.FACT_FIRST_AMOUNT);
  store<f64>(facts, amountSum, at.FACT_AMOUNT_SUM);
  store<u32>(facts, goodsBits, at.FACT_GOODS_BITS);
  store<u32>(facts, isSameCurrency, at.FACT_SAME_CURRENCY);
  store<u32>(facts, numOrigins, at.FACT_NUM_ORIGINS);
  store<u32>(facts, numDiffer, at.FACT_NUM_ORIGINS_DIFFER);
  store<u32>(facts, firstOrigin, at.FACT_FIRST_ORIGIN);
  store<u32>(facts, numMissing, at.FACT_LINE_FIELDS_MISSING);
  store<u32>(facts, numTexts, at.FACT_NUM_TEXTS);
  store<u32>(facts, numBytes, at.FACT_NUM_BYTES);
  store<u32>(facts, numDigits, at.FACT_NUM_DIGITS);
  store<u32>(facts, numUppers, at.FACT_NUM_UPPERS);
  store<u32>(facts, numLetters, at.FACT_NUM_LETTERS);
  store<u32>(facts, numHighs, at.FACT_NUM_HIGHS);
  store<u32>(facts, numTokens, at.FACT_NUM_TOKENS);
  store<u32>(facts, numStop, at.FACT_NUM_STOP_WORDS);
  store<u32>(facts, numKnown, at.FACT_NUM_KNOWN_WORDS);
  store<u32>(facts, numVague, at.FACT_NUM_VAGUE);
  store<u32>(facts, fewestContent, at.FACT_FEWEST_CONTENT);
  store<u32>(facts, hashSum, at.FACT_HASH_SUM);
  store<u32>(facts, numCas, at.FACT_NUM_CAS);
  store<u32>(facts, numCasListed, at.FACT_NUM_CAS_LISTED);
  store<u32>(facts, isPartNamed, at.FACT_PART_NAMED);
  store<u32>(facts, levels, at.FACT_HS_LEVELS);
  store<u32>(facts, hsChapter, at.FACT_HS_CHAPTER);
  store<u32>(facts, wordChapter, at.FACT_WORD_CHAPTER);
  store<u32>(facts, numWithBoth, at.FACT_NUM_WITH_BOTH);
  store<u32>(facts, numDisagree, at.FACT_NUM_DISAGREE);

  return (
    found(numQuantities == 0, finding.FINDING_PIECES_MISSING) |
    found(isHsShapeWrong != 0, finding.FINDING_HS_SHAPE) |
    found(isHsChapterUnknown != 0, finding.FINDING_HS_CHAPTER_UNKNOWN) |
    found(isCurrencyUnknown != 0, finding.FINDING_CURRENCY_UNKNOWN) |
    found(isCountryUnknown != 0, finding.FINDING_COUNTRY_UNKNOWN)
  );
}
