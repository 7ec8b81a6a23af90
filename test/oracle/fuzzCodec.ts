/**
 * Runs msgpack and CSV through the core and the explained path and says where they differ. What both take is written
 * as JSON again and scanned, so that all codecs are held against one span table.
 */
import type { RowReading } from '../../src/record/rowReading.ts';
import { rowStatus } from '../../src/core/tile.ts';
import type { CoreHarness } from './coreHarness.ts';
import { type CoreItem, type CoreRow, readCoreRow, rowAddress } from './coreRows.ts';
import { type FuzzReport, statusNames } from './fuzzJson.ts';
import { type Leaf, recordLayout, ROW_START } from '../../src/core/recordLayout.ts';

export type Codec = {
  readonly scan: 'scanMsgpack' | 'scanCsv';
  readonly read: (row: Uint8Array) => RowReading;
  /** Whether bytes may stand between rows without being one. */
  readonly isFiller: (bytes: Uint8Array) => boolean;
};

type Taken = { readonly row: CoreRow; readonly source: string; readonly json: Uint8Array };

/** Bytes of any kind in, differences out. `json` is a second harness, of the same build. */
export function fuzzBody(
  harness: CoreHarness,
  json: CoreHarness,
  codec: Codec,
  body: Uint8Array,
  report: FuzzReport,
): void {
  harness.load(body);
  const start = harness.word('inputNext');
  // exactly the bytes of the body: a line feed behind them would be a number in msgpack
  harness.setWord('inputEnd', start + body.length);
  const taken: Taken[] = [];
  let at = start;
  while (harness.word('inputNext') < start + body.length) {
    const before = harness.word('inputNext');
    harness.poison();
    const numRows = harness.core[codec.scan](harness.tile);
    if (harness.word('inputNext') === before) throw new Error('the scan took nothing');
    harness.core.checkRows(harness.tile);
    for (let i = 0; i < numRows; i++) {
      const rowStart = harness.view.getUint32(rowAddress(harness, i) + ROW_START, true);
      const row = readCoreRow(harness, i);
      if (!codec.isFiller(harness.bytes.slice(at, rowStart)))
        report.differences.push(`bytes lost before ${asText(row)}`);
      at = rowStart + row.source.length;
      compareWithReader(row, codec, report, taken);
    }
    if (at > harness.word('inputNext')) report.differences.push('a row ends behind the next one');
  }
  if (!codec.isFiller(harness.bytes.slice(at, start + body.length))) report.differences.push('bytes lost at the end');
  compareWithJson(json, taken, report);
}

function compareWithReader(row: CoreRow, codec: Codec, report: FuzzReport, taken: Taken[]): void {
  const reading = codec.read(row.source);
  report.numRows++;
  const hasFault = (row.status & ~rowStatus.slowNumber) !== 0;
  if (!reading.ok) {
    if (row.status === 0) report.differences.push(`taken, although ${JSON.stringify(reading.fault)}: ${asText(row)}`);
    return;
  }
  if (hasFault) {
    report.differences.push(`refused with ${statusNames(row.status)}, although it is good: ${asText(row)}`);
    return;
  }
  report.numGood++;
  if (row.status !== 0) {
    report.numSlow++;
    return;
  }
  if (row.numUnknownKeys !== reading.unknownKeys) {
    report.differences.push(`expected ${reading.unknownKeys} unknown keys, got ${row.numUnknownKeys}: ${asText(row)}`);
  }
  // views of the tile do not outlive it
  taken.push({ row: copyOf(row), source: asText(row), json: Buffer.from(JSON.stringify(reading.parcel)) });
}

function compareWithJson(json: CoreHarness, taken: readonly Taken[], report: FuzzReport): void {
  if (taken.length === 0) return;
  json.load(Buffer.concat(taken.flatMap((one) => [one.json, Buffer.from('\n')])));
  let next = 0;
  while (json.word('inputNext') < json.word('inputEnd')) {
    const numRows = json.core.scanJson(json.tile);
    json.core.checkRows(json.tile);
    for (let i = 0; i < numRows; i++) {
      const { row, source } = taken[next++];
      const difference = differenceOf(readCoreRow(json, i), row);
      if (difference !== undefined) report.differences.push(`${difference}: ${source}`);
    }
  }
  if (next !== taken.length) report.differences.push(`expected ${taken.length} rows of JSON, got ${next}`);
}

function differenceOf(expected: CoreRow, got: CoreRow): string | undefined {
  if (expected.status !== got.status) return `expected status ${expected.status}, got ${got.status}`;
  const inRow = itemDifference('row', expected.leaves, got.leaves);
  if (inRow !== undefined) return inRow;
  for (const name of ['contents', 'wallets', 'events'] as const) {
    if (expected[name].length !== got[name].length) {
      return `expected ${expected[name].length} ${name}, got ${got[name].length}`;
    }
    for (const [i, item] of expected[name].entries()) {
      const inItem = itemDifference(name, item, got[name][i]);
      if (inItem !== undefined) return `${name}.${i}.${inItem}`;
    }
  }
  return undefined;
}

function itemDifference(name: keyof typeof recordLayout, expected: CoreItem, got: CoreItem): string | undefined {
  for (const leaf of recordLayout[name].leaves) {
    const [a, b] = [expected[leaf.path], got[leaf.path]];
    if (!Object.is(a.num, b.num)) return `${leaf.path}: expected number ${a.num}, got ${b.num}`;
    if (a.code !== b.code) return `${leaf.path}: expected code ${a.code}, got ${b.code}`;
    if (!isSameSpan(leaf, a.bytes, b.bytes)) return `${leaf.path}: another text`;
  }
  return undefined;
}

/** Codecs write numbers and flags in different bytes; that there are some must agree. */
function isSameSpan(leaf: Leaf, expected: Uint8Array, got: Uint8Array): boolean {
  if (leaf.field.kind === 'uint' || leaf.field.kind === 'flag') return expected.length > 0 === got.length > 0;
  return Buffer.compare(expected, got) === 0;
}

function copyOf(row: CoreRow): CoreRow {
  return {
    ...row,
    leaves: copyItem(row.leaves),
    contents: row.contents.map(copyItem),
    wallets: row.wallets.map(copyItem),
    events: row.events.map(copyItem),
  };
}

function copyItem(item: CoreItem): CoreItem {
  const copies = Object.entries(item).map(([path, leaf]) => [path, { ...leaf, bytes: leaf.bytes.slice() }]);
  return Object.fromEntries(copies) as CoreItem;
}

/** The start of a row as latin1, for messages. */
function asText(row: CoreRow): string {
  return Buffer.from(row.source).toString('latin1').slice(0, 1500);
}
