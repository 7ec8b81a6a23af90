/** Runs rows of JSON through the core and the explained path and says where they differ. */
import { type Limits } from '../../src/contract/limits.ts';
import { rowStatus } from '../../src/core/tile.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import { compareRow } from './compareRow.ts';
import { type CoreHarness, eachTile } from './coreHarness.ts';
import { rowSource, rowStatusOf, rowUnknownKeys } from './coreRows.ts';

export type FuzzReport = {
  numRows: number;
  numGood: number;
  /** Rows left to the explained path although nothing is wrong with them: a number too odd for the fast path. */
  numSlow: number;
  /** One text a difference; the row is in it, as latin1. */
  differences: string[];
};

const LINE_FEED = Buffer.from('\n');
const BLANK = /^[ \t\r]*$/;

/** Rows of one input joined by line feeds; blank lines are no rows. */
export function fuzzRows(harness: CoreHarness, rows: readonly Uint8Array[], report: FuzzReport): void {
  harness.load(Buffer.concat(rows.flatMap((row) => [row, LINE_FEED])));
  const expected = rows.filter((row) => !BLANK.test(Buffer.from(row).toString('latin1')));
  let next = 0;
  eachTile(harness, 'scanJson', (numRows) => {
    const numFlagged = harness.core.checkRows(harness.tile);
    let numSeen = 0;
    for (let row = 0; row < numRows; row++) {
      const source = expected[next++];
      if (source === undefined) {
        report.differences.push(`a row too many: ${asText(rowSource(harness, row))}`);
        return;
      }
      if (rowStatusOf(harness, row) !== 0) numSeen++;
      const difference = compareWithReader(harness, row, source, report);
      if (difference !== undefined) report.differences.push(`${difference}\n  in ${asText(source)}`);
    }
    if (numFlagged !== numSeen || harness.word('numFlagged') !== numSeen) {
      report.differences.push(`expected ${numSeen} flagged rows, got ${numFlagged} and ${harness.word('numFlagged')}`);
    }
  });
  if (next < expected.length) report.differences.push(`${expected.length - next} rows were not scanned`);
}

function compareWithReader(
  harness: CoreHarness,
  row: number,
  source: Uint8Array,
  report: FuzzReport,
): string | undefined {
  const status = rowStatusOf(harness, row);
  const reading = readJsonRow(source, harness.limits);
  report.numRows++;
  if (asText(rowSource(harness, row)).trim() !== asText(source).trim()) {
    return `the row's own bytes are ${asText(rowSource(harness, row))}`;
  }
  if (!reading.ok) {
    return status === 0 ? `taken, although ${JSON.stringify(reading.fault)}` : undefined;
  }
  if ((status & ~rowStatus.slowNumber) !== 0) return `refused with status ${statusNames(status)}, although it is good`;
  report.numGood++;
  if (status !== 0) {
    report.numSlow++;
    return undefined;
  }
  if (rowUnknownKeys(harness, row) !== reading.unknownKeys) {
    return `expected ${reading.unknownKeys} unknown keys, got ${rowUnknownKeys(harness, row)}`;
  }
  return compareRow(harness, row, reading.parcel);
}

/** A harness's status bits by name. */
export function statusNames(status: number): string {
  const names = Object.entries(rowStatus).filter(([, bit]) => (status & bit) !== 0);
  return names.map(([name]) => name).join(' + ');
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** An empty report. */
export function newReport(): FuzzReport {
  return { numRows: 0, numGood: 0, numSlow: 0, differences: [] };
}

/** Limits under which even small rows come near the borders. */
export const tightLimits: Partial<Limits> = { rowBytes: 3000, nesting: 6 };
