// Goods: what the lines say they are, in words and in HS codes. Plain twin: src/features/reference/goods.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import {
  SMALL_PARCEL_G,
  WORD_IS_CHEMICAL,
  WORD_IS_DOSAGE,
  WORD_IS_PHARMACY,
  WORD_IS_POWDER,
  WORD_IS_PRECURSOR,
  WORD_IS_PRESS,
} from '../generated/reference';
import {
  CODE_SERVICE_CLASS,
  SERVICE_CLASS_IS_EMS,
  SERVICE_CLASS_IS_EXPRESS,
  SERVICE_CLASS_IS_LETTER_GOODS,
} from '../generated/record';
import * as at from './scratch';
import { found, isGiven, keepIf, put, putCode, putCount, putFlag, putIf, share } from './sheet';

const HS_PRESS: u32 = 1;
const HS_WATCHED: u32 = 2;
const HS_CONTROLLED: u32 = 3;
const BUCKET_SHIFT: u32 = 26;

/** The facts of the lines are there already (lineFacts.ts). */
export function goodsFeatures(row: usize, numLines: u32, facts: usize, sheet: usize): u64 {
  const pieces = load<f64>(facts, at.FACT_PIECES);
  const goodsBits = load<u32>(facts, at.FACT_GOODS_BITS);
  const numTexts = load<u32>(facts, at.FACT_NUM_TEXTS);
  const numBytes = load<u32>(facts, at.FACT_NUM_BYTES);
  const numTokens = load<u32>(facts, at.FACT_NUM_TOKENS);
  const numVague = load<u32>(facts, at.FACT_NUM_VAGUE);
  const numCas = load<u32>(facts, at.FACT_NUM_CAS);
  const levels = load<u32>(facts, at.FACT_HS_LEVELS);
  const numWithBoth = load<u32>(facts, at.FACT_NUM_WITH_BOTH);

  const isHsPress = (levels & (1 << HS_PRESS)) != 0;
  const isPressNamed =
    (goodsBits & WORD_IS_PRESS) != 0 ||
    load<u32>(facts, at.FACT_PART_NAMED) != 0 ||
    (isHsPress && (goodsBits & (WORD_IS_PHARMACY | WORD_IS_DOSAGE)) != 0);
  const isPrecursor = (goodsBits & WORD_IS_PRECURSOR) != 0;
  const isPharmacy = (goodsBits & WORD_IS_PHARMACY) != 0;
  const isChemical = (goodsBits & WORD_IS_CHEMICAL) != 0;
  const isPowder = (goodsBits & WORD_IS_POWDER) != 0;

  putCount(sheet, column.F_NUM_LINES, numLines);
  put(sheet, column.F_TOTAL_PIECES, pieces);
  put(sheet, column.F_TOP_QUANTITY, keepIf(isGiven(pieces), load<f64>(facts, at.FACT_TOP_QUANTITY)));
  putCode(sheet, column.F_HS_CHAPTER, load<u32>(facts, at.FACT_HS_CHAPTER));
  putCode(sheet, column.F_WORD_CHAPTER, load<u32>(facts, at.FACT_WORD_CHAPTER));
  put(sheet, column.F_HS_WORDS_DISAGREE, share(load<u32>(facts, at.FACT_NUM_DISAGREE), numWithBoth));
  putCount(sheet, column.F_HS_LISTED, levels ? 31 - clz(levels) : 0);
  put(sheet, column.F_WORDS_PER_LINE, share(numTokens, numTexts));
  putCount(sheet, column.F_FEWEST_CONTENT_WORDS, load<u32>(facts, at.FACT_FEWEST_CONTENT));
  put(sheet, column.F_VAGUE_LINE_SHARE, share(numVague, numTexts));
  put(sheet, column.F_STOP_WORD_SHARE, share(load<u32>(facts, at.FACT_NUM_STOP_WORDS), numTokens));
  put(sheet, column.F_KNOWN_WORD_SHARE, share(load<u32>(facts, at.FACT_NUM_KNOWN_WORDS), numTokens));
  put(sheet, column.F_DIGIT_SHARE, share(load<u32>(facts, at.FACT_NUM_DIGITS), numBytes));
  put(sheet, column.F_UPPER_SHARE, share(load<u32>(facts, at.FACT_NUM_UPPERS), load<u32>(facts, at.FACT_NUM_LETTERS)));
  put(sheet, column.F_HIGH_BYTE_SHARE, share(load<u32>(facts, at.FACT_NUM_HIGHS), numBytes));
  putIf(sheet, column.F_DESCRIPTION_BUCKET, numTokens != 0, load<u32>(facts, at.FACT_HASH_SUM) >> BUCKET_SHIFT);
  putFlag(sheet, column.F_PRECURSOR_NAMED, isPrecursor);
  putFlag(sheet, column.F_PRESS_NAMED, isPressNamed);
  putFlag(sheet, column.F_PHARMACY_WORDS, isPharmacy);
  putFlag(sheet, column.F_CHEMICAL_WORDS, isChemical);
  putFlag(sheet, column.F_POWDER_WORDS, isPowder);
  putCount(sheet, column.F_CAS_NUMBERS, numCas);

  return (
    found(numVague != 0, finding.FINDING_DESCRIPTION_VAGUE) |
    found(numCas != 0, finding.FINDING_CAS_NUMBER) |
    found(load<u32>(facts, at.FACT_NUM_CAS_LISTED) != 0, finding.FINDING_CAS_LISTED) |
    found(isPrecursor, finding.FINDING_PRECURSOR_NAMED) |
    found(isPressNamed, finding.FINDING_PRESS_NAMED) |
    found(isPharmacy, finding.FINDING_PHARMACY_WORDS) |
    found(isChemical, finding.FINDING_CHEMICAL_WORDS) |
    found((levels & (1 << HS_CONTROLLED)) != 0, finding.FINDING_HS_CONTROLLED) |
    found((levels & (1 << HS_WATCHED)) != 0, finding.FINDING_HS_WATCHED) |
    found(isHsPress, finding.FINDING_HS_PRESS) |
    found((isPowder || isChemical) && isSmall(row, facts), finding.FINDING_SMALL_DENSE)
  );
}

/** A light parcel by letter post, EMS or express. The weights of the row lie in the facts already. */
function isSmall(row: usize, facts: usize): bool {
  const grossG = load<f64>(facts, at.FACT_GROSS_G);
  const service = <i32>load<u16>(row, CODE_SERVICE_CLASS);
  const isSmallService =
    service == SERVICE_CLASS_IS_EMS ||
    service == SERVICE_CLASS_IS_LETTER_GOODS ||
    service == SERVICE_CLASS_IS_EXPRESS;
  return isSmallService && grossG < SMALL_PARCEL_G;
}
