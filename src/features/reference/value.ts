/** Value: the declared worth against weight, pieces, postage and the norm of the goods. */
import type { Facts } from './facts.ts';
import { currenciesOf } from './lineFacts.ts';
import { usdOf } from './lineFacts.ts';
import { given, numberOf, ratio, type Sheet } from './sheet.ts';

/** More zeros than these say nothing more; an amount of nothing has as many. */
const MAX_ZEROS = 4;

export function valueFeatures(facts: Facts, sheet: Sheet): void {
  const { parcel, totalUsd, expected } = facts;
  const perGram = ratio(totalUsd, facts.weightG);
  const normPerGram = expected === undefined ? undefined : ratio(expected.usd, expected.grams);
  const overNorm = ratio(perGram, normPerGram);
  const amount = statedAmount(facts);
  sheet.put('totalValueUsd', totalUsd);
  sheet.put('valuePerGram', perGram);
  sheet.put('valuePerPiece', ratio(totalUsd, facts.pieces));
  sheet.put('valueOverNorm', overNorm);
  sheet.put('lineValuesOverTotal', ratio(facts.linesUsd, facts.statedUsd));
  sheet.put('postageOverValue', ratio(facts.postageUsd, totalUsd));
  sheet.put('insuredOverValue', ratio(usdOf(facts.tables, parcel.insuredValue), totalUsd));
  sheet.put('valueTrailingZeros', amount === undefined ? undefined : trailingZeros(amount));

  sheet.find('VALUE_MISSING', amount === undefined);
  sheet.find('TOTAL_VALUE_MISMATCH', linesMissTotal(facts));
  sheet.find(
    'CURRENCY_UNKNOWN',
    currenciesOf(parcel, facts.lines).some((code) => facts.tables.rate(code) === undefined),
  );
  sheet.find('VALUE_NORM', expected !== undefined && overNorm !== undefined && overNorm * expected.farFactor < 1);
  sheet.find(
    'POSTAGE_OVER_VALUE',
    facts.postageUsd !== undefined && totalUsd !== undefined && facts.postageUsd >= totalUsd,
  );
}

/** The total's amount, else that of the first line that has one. */
function statedAmount(facts: Facts): number | undefined {
  const total = numberOf(facts.parcel.totalDeclaredValue?.amountMinor);
  return total ?? facts.lines.find((line) => line.amountMinor !== undefined)?.amountMinor;
}

function trailingZeros(amount: number): number {
  let zeros = 0;
  while (zeros < MAX_ZEROS && amount % 10 ** (zeros + 1) === 0) zeros++;
  return zeros;
}

/** All lines valued in the total's currency, and more than one minor unit a line away from it. */
function linesMissTotal({ parcel, lines }: Facts): boolean {
  const total = numberOf(parcel.totalDeclaredValue?.amountMinor);
  const currency = given(parcel.totalDeclaredValue?.currency);
  if (total === undefined || currency === undefined) return false;
  let sum = 0;
  for (const line of lines) {
    if (line.amountMinor === undefined || line.currency !== currency) return false;
    sum += line.amountMinor;
  }
  return Math.abs(sum - total) > lines.length;
}
