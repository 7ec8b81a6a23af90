// Weight: the scale against the declaration, and the declaration against the goods.
// Plain twin: src/features/reference/weight.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import {
  NUM_SCANNED_WEIGHT_G,
  NUM_TOTAL_GROSS_WEIGHT_G,
} from '../generated/record';
import { SCAN_DIFFERENCE_G, SCAN_DIFFERENCE_PART } from '../generated/reference';
import * as at from './scratch';
import { found, isGiven, numberAt, orElse, put, ratio } from './sheet';

/** The declared and scanned weights, which other families need before the lines are read. */
@inline
export function readWeights(row: usize, facts: usize): void {
  store<f64>(facts, numberAt(row, NUM_TOTAL_GROSS_WEIGHT_G), at.FACT_GROSS_G);
  store<f64>(facts, numberAt(row, NUM_SCANNED_WEIGHT_G), at.FACT_SCANNED_G);
}

/** Leaves the weight that other families use: the scale's, else the gross, else the net weights. */
export function weightFeatures(facts: usize, sheet: usize): u64 {
  const grossG = load<f64>(facts, at.FACT_GROSS_G);
  const scannedG = load<f64>(facts, at.FACT_SCANNED_G);
  const netG = load<f64>(facts, at.FACT_NET_G);
  const weightG = orElse(scannedG, orElse(grossG, netG));
  store<f64>(facts, weightG, at.FACT_WEIGHT_G);
  const farFactor = load<f64>(facts, at.FACT_FAR_FACTOR);
  const overNorm = ratio(weightG, load<f64>(facts, at.FACT_EXPECTED_GRAMS));

  put(sheet, column.F_GROSS_WEIGHT_G, grossG);
  put(sheet, column.F_SCANNED_OVER_GROSS, ratio(scannedG, grossG));
  put(sheet, column.F_NET_OVER_GROSS, ratio(netG, grossG));
  put(sheet, column.F_GRAMS_PER_PIECE, ratio(weightG, load<f64>(facts, at.FACT_PIECES)));
  put(sheet, column.F_WEIGHT_OVER_NORM, overNorm);

  const difference = abs<f64>(scannedG - grossG);
  const scanDiffers = difference > SCAN_DIFFERENCE_G && difference * SCAN_DIFFERENCE_PART > grossG;
  return (
    found(!isGiven(grossG), finding.FINDING_WEIGHT_MISSING) |
    found(netG > grossG, finding.FINDING_NET_OVER_GROSS) |
    found(scanDiffers, finding.FINDING_SCANNED_WEIGHT_DIFFERS) |
    found(overNorm > farFactor || overNorm * farFactor < 1, finding.FINDING_WEIGHT_NORM)
  );
}
