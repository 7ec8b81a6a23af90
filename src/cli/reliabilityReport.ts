/** What a calibration is worth, as a table of text. */
import type { Reliability, ReliabilityBin } from '../evaluate/reliability.ts';
import { colours as pc } from './colours.ts';

export function reliabilityReport(reliability: Reliability): string {
  const { bins, brier, brierOfBaseRate, logLoss, logLossOfBaseRate, calibrationError } = reliability;
  const lines = [
    pc.dim(`  ${'probability'.padEnd(20)} ${'rows'.padStart(8)} ${'positive'.padStart(8)} ${'share'.padStart(10)} `) +
      pc.dim(`${'predicted'.padStart(10)} ${'observed'.padStart(10)}  95 % of observed`),
    ...bins.map(line),
    '',
    `  Brier score         ${short(brier)}  (saying the base rate of every row: ${short(brierOfBaseRate)})`,
    `  log loss            ${short(logLoss)}  (saying the base rate of every row: ${short(logLossOfBaseRate)})`,
    `  calibration error   ${short(calibrationError)}  (ECE over these bins)`,
  ];
  return `${lines.join('\n')}\n`;
}

function line({ from, to, numRows, numPositives, share, predicted, observed, interval }: ReliabilityBin): string {
  const range = `${short(from)} to ${short(to)}`;
  const figures = [
    range.padEnd(20),
    String(numRows).padStart(8),
    String(numPositives).padStart(8),
    `${(100 * share).toFixed(4)} %`.padStart(10),
    short(predicted).padStart(10),
    short(observed).padStart(10),
    ` ${short(interval.low)} to ${short(interval.high)}`,
  ];
  return `  ${figures.join(' ')}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
