/** Runs rows of JSON through the core and the explained path and says where they differ. */
import type { Limits } from '../../src/contract/limits.ts';
import { rowStatus } from '../../src/core/tile.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import type { RowReading } from '../../src/record/rowReading.ts';
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

/** A row as sent and what the explained path makes of it. */
export type ReadRow = { readonly source: Uint8Array; readonly reading: RowReading };

/** Read rows once, for all harnesses of the same limits; blank lines are no rows. */
export function readRows(rows: readonly Uint8Array[], limits: Limits): ReadRow[] {
  return rows
    .filter((source) => !BLANK.test(asText(source)))
    .map((source) => ({ source, reading: readJsonRow(source, limits) }));
}

/** Run rows through scanJson and checkRows as one input, blank lines among them. */
export function fuzzRows(
  harness: CoreHarness,
  rows: readonly Uint8Array[],
  expected: readonly ReadRow[],
  report: FuzzReport,
): void {
  harness.load(Buffer.concat(rows.flatMap((row) => [row, LINE_FEED])));
  let next = 0;
  eachTile(harness, 'scanJson', (numRows) => {
    const numFlagged = harness.core.checkRows(harness.tile);
    let numSeen = 0;
    for (let row = 0; row < numRows; row++) {
      if (rowStatusOf(harness, row) !== 0) numSeen++;
      const difference = compareWithReader(harness, row, expected[next++], report);
      if (difference !== undefined) report.differences.push(difference);
    }
    if (numFlagged !== numSeen || harness.word('numFlagged') !== numSeen) {
      report.differences.push(`expected ${numSeen} flagged rows, got ${numFlagged} and ${harness.word('numFlagged')}`);
    }
  });
  if (next !== expected.length) report.differences.push(`expected ${expected.length} rows, got ${next}`);
}

function compareWithReader(
  harness: CoreHarness,
  row: number,
  expected: ReadRow | undefined,
  report: FuzzReport,
): string | undefined {
  if (expected === undefined) return `a row too many: ${asText(rowSource(harness, row))}`;
  const { source, reading } = expected;
  report.numRows++;
  const difference = isSameRow(rowSource(harness, row), source)
    ? differenceOf(harness, row, reading, report)
    : `the row's own bytes are ${asText(rowSource(harness, row))}`;
  return difference === undefined ? undefined : `${difference}\n  in ${asText(source)}`;
}

function differenceOf(harness: CoreHarness, row: number, reading: RowReading, report: FuzzReport): string | undefined {
  const status = rowStatusOf(harness, row);
  if (!reading.ok) return status === 0 ? `taken, although ${JSON.stringify(reading.fault)}` : undefined;
  if ((status & ~rowStatus.slowNumber) !== 0) return `refused with status ${statusNames(status)}, although it is good`;
  report.numGood++;
  if (status !== 0) {
    report.numSlow++;
    return undefined;
  }
  const numUnknown = rowUnknownKeys(harness, row);
  if (numUnknown !== reading.unknownKeys) return `expected ${reading.unknownKeys} unknown keys, got ${numUnknown}`;
  return compareRow(harness, row, reading.parcel);
}

/** The core may leave the blanks around a row out of it. */
function isSameRow(got: Uint8Array, source: Uint8Array): boolean {
  return Buffer.compare(got, source) === 0 || trimBlanks(asText(got)) === trimBlanks(asText(source));
}

function trimBlanks(text: string): string {
  return text.replace(/^[ \t\r]+|[ \t\r]+$/g, '');
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
export const tightLimits: Partial<Limits> = { rowBytes: 2000, nesting: 5 };
