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
} from '../generated/record';
import { isUnknownCurrency, usdOf } from './money';
import * as at from './scratch';
import { found, isGiven, numberAt, orElse, orZero, put, putIf, ratio } from './sheet';

export function valueFeatures(reference: usize, row: usize, numLines: u32, facts: usize, sheet: usize): u64 {
  const totalCurrency = <u32>load<u16>(row, CODE_TOTAL_DECLARED_VALUE_CURRENCY);
  const postageCurrency = <u32>load<u16>(row, CODE_POSTAGE_CURRENCY);
  const insuredCurrency = <u32>load<u16>(row, CODE_INSURED_VALUE_CURRENCY);
  const total = numberAt(row, NUM_TOTAL_DECLARED_VALUE_AMOUNT_MINOR);
  const postage = numberAt(row, NUM_POSTAGE_AMOUNT_MINOR);
  const insured = numberAt(row, NUM_INSURED_VALUE_AMOUNT_MINOR);
  const statedUsd = usdOf(reference, total, totalCurrency);
  const postageUsd = usdOf(reference, postage, postageCurrency);
  const insuredUsd = usdOf(reference, insured, insuredCurrency);
  const linesUsd = load<f64>(facts, at.FACT_LINES_USD);
  const totalUsd = orElse(statedUsd, linesUsd);

  const farFactor = load<f64>(facts, at.FACT_FAR_FACTOR);
  const perGram = ratio(totalUsd, load<f64>(facts, at.FACT_WEIGHT_G));
  const normPerGram = ratio(load<f64>(facts, at.FACT_EXPECTED_USD), load<f64>(facts, at.FACT_EXPECTED_GRAMS));
  const overNorm = ratio(perGram, normPerGram);
  const amount = orElse(total, load<f64>(facts, at.FACT_FIRST_AMOUNT));

  put(sheet, column.F_TOTAL_VALUE_USD, totalUsd);
  put(sheet, column.F_VALUE_PER_GRAM, perGram);
  put(sheet, column.F_VALUE_PER_PIECE, ratio(totalUsd, load<f64>(facts, at.FACT_PIECES)));
  put(sheet, column.F_VALUE_OVER_NORM, overNorm);
  put(sheet, column.F_LINE_VALUES_OVER_TOTAL, ratio(linesUsd, statedUsd));
  put(sheet, column.F_POSTAGE_OVER_VALUE, ratio(postageUsd, totalUsd));
  put(sheet, column.F_INSURED_OVER_VALUE, ratio(insuredUsd, totalUsd));
  putIf(sheet, column.F_VALUE_TRAILING_ZEROS, isGiven(amount), trailingZeros(orZero(amount)));

  const isComparable = totalCurrency != 0 && load<u32>(facts, at.FACT_SAME_CURRENCY) != 0;
  const difference = abs<f64>(load<f64>(facts, at.FACT_AMOUNT_SUM) - total);
  const isUnknown =
    isUnknownCurrency(reference, totalCurrency) |
    isUnknownCurrency(reference, postageCurrency) |
    isUnknownCurrency(reference, insuredCurrency);
  return (
    found(!isGiven(amount), finding.FINDING_VALUE_MISSING) |
    found(isComparable && difference > <f64>numLines, finding.FINDING_TOTAL_VALUE_MISMATCH) |
    found(isUnknown != 0, finding.FINDING_CURRENCY_UNKNOWN) |
    found(overNorm * farFactor < 1, finding.FINDING_VALUE_NORM) |
    found(postageUsd >= totalUsd, finding.FINDING_POSTAGE_OVER_VALUE)
  );
}

/** Decimal zeros at the end of an amount, which is an integer below 2^53; 4 at most. */
@inline
function trailingZeros(amount: f64): u32 {
  const end = <u32>(<i64>amount % 10000);
  return u32(end % 10 == 0) + u32(end % 100 == 0) + u32(end % 1000 == 0) + u32(end == 0);
}
