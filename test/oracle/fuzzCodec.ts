/** Runs msgpack and CSV through the core and the explained path and says where they differ. */
import { ROW_START } from '../../src/core/recordLayout.ts';
import { rowStatus } from '../../src/core/tile.ts';
import type { RowReading } from '../../src/record/rowReading.ts';
import { compareRow, type Tokens } from './compareRow.ts';
import type { CoreHarness } from './coreHarness.ts';
import { rowAddress, rowSource, rowStatusOf, rowUnknownKeys } from './coreRows.ts';
import { type FuzzReport, statusNames } from './fuzzJson.ts';

export type Codec = {
  readonly scan: 'scanMsgpack' | 'scanCsv';
  readonly read: (row: Uint8Array) => RowReading;
  readonly tokens: Tokens;
  /** Whether bytes may stand between rows without being one. */
  readonly isFiller: (bytes: Uint8Array) => boolean;
};

/** Bytes of any kind in, differences out. The core divides them; no byte of them may get lost between rows. */
export function fuzzBody(harness: CoreHarness, codec: Codec, body: Uint8Array, report: FuzzReport): void {
  harness.load(body);
  const start = harness.word('inputNext');
  const end = start + body.length;
  // exactly the bytes of the body: a line feed behind them would be a number in msgpack
  harness.setWord('inputEnd', end);
  let at = start;
  while (harness.word('inputNext') < end) {
    const before = harness.word('inputNext');
    harness.poison();
    const numRows = harness.core[codec.scan](harness.tile);
    if (harness.word('inputNext') === before) throw new Error('the scan took nothing');
    harness.core.checkRows(harness.tile);
    for (let row = 0; row < numRows; row++) {
      const rowStart = harness.view.getUint32(rowAddress(harness, row) + ROW_START, true);
      if (!codec.isFiller(harness.bytes.slice(at, rowStart))) report.differences.push('bytes lost between rows');
      const source = rowSource(harness, row);
      at = rowStart + source.length;
      const difference = compareWithReader(harness, row, codec, source, report);
      // the start of a row as latin1 is enough to find it again
      if (difference) report.differences.push(`${difference} in ${Buffer.from(source).toString('latin1', 0, 1500)}`);
    }
    if (at > harness.word('inputNext')) report.differences.push('a row ends behind the next one');
  }
  if (!codec.isFiller(harness.bytes.slice(at, end))) report.differences.push('bytes lost at the end');
}

function compareWithReader(
  harness: CoreHarness,
  row: number,
  codec: Codec,
  source: Uint8Array,
  report: FuzzReport,
): string | undefined {
  const status = rowStatusOf(harness, row);
  const reading = codec.read(source);
  report.numRows++;
  if (!reading.ok) return status === 0 ? `taken, although ${JSON.stringify(reading.fault)}` : undefined;
  if ((status & ~rowStatus.slowNumber) !== 0) return `refused with ${statusNames(status)}, although it is good`;
  report.numGood++;
  if (status !== 0) {
    report.numSlow++;
    return undefined;
  }
  if (rowUnknownKeys(harness, row) !== reading.unknownKeys) {
    return `expected ${reading.unknownKeys} unknown keys, got ${rowUnknownKeys(harness, row)}`;
  }
  return compareRow(harness, row, reading.parcel, codec.tokens);
}
