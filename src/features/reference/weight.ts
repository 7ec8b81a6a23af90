/** Weight: the scale against the declaration, and the declaration against the goods. */
import { SCAN_DIFFERENCE_G, SCAN_DIFFERENCE_PART } from '../thresholds.ts';
import type { Facts } from './facts.ts';
import { ratio, type Sheet } from './sheet.ts';

export function weightFeatures(facts: Facts, sheet: Sheet): void {
  const { grossG, scannedG, netG, expected } = facts;
  const overNorm = ratio(facts.weightG, expected?.grams);
  sheet.put('grossWeightG', grossG);
  sheet.put('scannedOverGross', ratio(scannedG, grossG));
  sheet.put('netOverGross', ratio(netG, grossG));
  sheet.put('gramsPerPiece', ratio(facts.weightG, facts.pieces));
  sheet.put('weightOverNorm', overNorm);

  sheet.find('WEIGHT_MISSING', grossG === undefined);
  sheet.find('NET_OVER_GROSS', netG !== undefined && grossG !== undefined && netG > grossG);
  sheet.find('SCANNED_WEIGHT_DIFFERS', scanDiffers(scannedG, grossG));
  sheet.find(
    'WEIGHT_NORM',
    expected !== undefined &&
      overNorm !== undefined &&
      (overNorm > expected.farFactor || overNorm * expected.farFactor < 1),
  );
}

function scanDiffers(scannedG: number | undefined, grossG: number | undefined): boolean {
  if (scannedG === undefined || grossG === undefined) return false;
  const difference = Math.abs(scannedG - grossG);
  return difference > SCAN_DIFFERENCE_G && difference * SCAN_DIFFERENCE_PART > grossG;
}
