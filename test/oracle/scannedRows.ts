/** Scans an input of JSON rows and copies every row out of the tiles. */
import { type GroupName, recordLayout } from '../../src/core/recordLayout.ts';
import { type CoreHarness, eachTile } from './coreHarness.ts';
import { itemAddresses, readSpan, rowAddress, rowSource, rowStatusOf, rowUnknownKeys } from './coreRows.ts';

/** A leaf as the core left it: text of its span, number or code where the field has one. */
export type ScannedLeaf = { readonly text: string; readonly num?: number; readonly code?: number };
export type ScannedRow = {
  readonly status: number;
  readonly source: Buffer;
  readonly numUnknownKeys: number;
  readonly leaves: Readonly<Record<string, ScannedLeaf>>;
  readonly contents: readonly Readonly<Record<string, ScannedLeaf>>[];
};

/** Scan, and check if asked to; rows of all tiles in order. */
export function scanRows(harness: CoreHarness, input: string | Uint8Array, isChecked = false): ScannedRow[] {
  harness.load(Buffer.from(input));
  const rows: ScannedRow[] = [];
  eachTile(harness, 'scanJson', (numRows) => {
    if (isChecked) harness.core.checkRows(harness.tile);
    for (let row = 0; row < numRows; row++) {
      rows.push({
        status: rowStatusOf(harness, row),
        source: Buffer.from(rowSource(harness, row)),
        numUnknownKeys: rowUnknownKeys(harness, row),
        leaves: readLeaves(harness, 'row', rowAddress(harness, row)),
        contents: itemAddresses(harness, row, 'contents').map((at) => readLeaves(harness, 'contents', at)),
      });
    }
  });
  return rows;
}

function readLeaves(harness: CoreHarness, group: GroupName, at: number): Record<string, ScannedLeaf> {
  return Object.fromEntries(
    recordLayout[group].leaves.map((leaf) => [
      leaf.path,
      {
        text: Buffer.from(readSpan(harness, at + leaf.span)).toString(),
        ...(leaf.num !== undefined && { num: harness.view.getFloat64(at + leaf.num, true) }),
        ...(leaf.code !== undefined && { code: harness.view.getUint16(at + leaf.code, true) }),
      },
    ]),
  );
}
