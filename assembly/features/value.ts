// Value: the declared worth against weight, pieces, postage and the norm of the goods.
// Plain twin: src/features/reference/value.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import {
  CODE_INSURED_VALUE_CURRENCY,
  CODE_POSTAGE_CURRENCY,
  CODE_TOTAL_DECLARED_VALUE_CURRENCY,
  NUM_INSURED_VALUE_AMOUNT_MINOR,
  NUM_POSTAGE_AMOUNT_MINOR,
  NUM_TOTAL_DECLARED_VALUE_AMOUNT_MINOR,
  SPAN_INSURED_VALUE_AMOUNT_MINOR,
  SPAN_POSTAGE_AMOUNT_MINOR,
  SPAN_TOTAL_DECLARED_VALUE_AMOUNT_MINOR,
} from '../generated/record';
import { isUnknownCurrency, usdOf } from './money';
import * as at from './scratch';
import { found, numberAt, put, ratio } from './sheet';

/** Trailing zeros of an amount of nothing. */
const ZEROS_OF_ZERO: f64 = 9;

export function valueFeatures(reference: usize, row: usize, numLines: u32, facts: usize, sheet: usize): u64 {
  const totalCurrency = <u32>load<u16>(row, CODE_TOTAL_DECLARED_VALUE_CURRENCY);
  const postageCurrency = <u32>load<u16>(row, CODE_POSTAGE_CURRENCY);
  const insuredCurrency = <u32>load<u16>(row, CODE_INSURED_VALUE_CURRENCY);
  const total = numberAt(row, SPAN_TOTAL_DECLARED_VALUE_AMOUNT_MINOR, NUM_TOTAL_DECLARED_VALUE_AMOUNT_MINOR);
  const postage = numberAt(row, SPAN_POSTAGE_AMOUNT_MINOR, NUM_POSTAGE_AMOUNT_MINOR);
  const insured = numberAt(row, SPAN_INSURED_VALUE_AMOUNT_MINOR, NUM_INSURED_VALUE_AMOUNT_MINOR);
  const statedUsd = usdOf(reference, total, totalCurrency);
  const postageUsd = usdOf(reference, postage, postageCurrency);
  const insuredUsd = usdOf(reference, insured, insuredCurrency);
  const linesUsd = load<f64>(facts, at.FACT_LINES_USD);
  const totalUsd = statedUsd < 0 ? linesUsd : statedUsd;

  const farFactor = load<f64>(facts, at.FACT_FAR_FACTOR);
  const perGram = ratio(totalUsd, load<f64>(facts, at.FACT_WEIGHT_G));
  const normPerGram = ratio(load<f64>(facts, at.FACT_EXPECTED_USD), load<f64>(facts, at.FACT_EXPECTED_GRAMS));
  const overNorm = ratio(perGram, normPerGram);
  const amount = total < 0 ? load<f64>(facts, at.FACT_FIRST_AMOUNT) : total;

  put(sheet, column.F_TOTAL_VALUE_USD, totalUsd);
  put(sheet, column.F_VALUE_PER_GRAM, perGram);
  put(sheet, column.F_VALUE_PER_PIECE, ratio(totalUsd, load<f64>(facts, at.FACT_PIECES)));
  put(sheet, column.F_VALUE_OVER_NORM, overNorm);
  put(sheet, column.F_LINE_VALUES_OVER_TOTAL, ratio(linesUsd, statedUsd));
  put(sheet, column.F_POSTAGE_OVER_VALUE, ratio(postageUsd, totalUsd));
  put(sheet, column.F_INSURED_OVER_VALUE, ratio(insuredUsd, totalUsd));
  put(sheet, column.F_VALUE_TRAILING_ZEROS, amount < 0 ? -1 : trailingZeros(amount));

  const isComparable = total >= 0 && totalCurrency != 0 && load<u32>(facts, at.FACT_SAME_CURRENCY) != 0;
  const difference = abs<f64>(load<f64>(facts, at.FACT_AMOUNT_SUM) - total);
  const isUnknown =
    isUnknownCurrency(reference, totalCurrency) ||
    isUnknownCurrency(reference, postageCurrency) ||
    isUnknownCurrency(reference, insuredCurrency);
  return (
    found(amount < 0, finding.FINDING_VALUE_MISSING) |
    found(isComparable && difference > <f64>numLines, finding.FINDING_TOTAL_VALUE_MISMATCH) |
    found(isUnknown, finding.FINDING_CURRENCY_UNKNOWN) |
    found(overNorm >= 0 && overNorm * farFactor < 1, finding.FINDING_VALUE_NORM) |
    found(postageUsd >= 0 && totalUsd >= 0 && postageUsd >= totalUsd, finding.FINDING_POSTAGE_OVER_VALUE)
  );
}

/** Decimal zeros at the end of an amount, which is an integer below 2^53. */
function trailingZeros(amount: f64): f64 {
  let rest = <u64>amount;
  if (!rest) return ZEROS_OF_ZERO;
  let zeros: f64 = 0;
  while (rest % 10 == 0) {
    rest /= 10;
    zeros++;
  }
  return zeros;
}
