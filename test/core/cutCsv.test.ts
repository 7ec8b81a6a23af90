import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_PLAN_BYTES, planCsv } from '../../src/core/csvPlan.ts';
import { ROW_LENGTH, ROW_START } from '../../src/core/recordLayout.ts';
import type { Build } from '../../src/core/wasm.ts';
import { createCoreHarness, eachTile } from '../oracle/coreHarness.ts';
import { rowAddress } from '../oracle/coreRows.ts';
import { writeCsvRow } from '../oracle/csvWriter.ts';
import { createCutBench, cutInPieces, endsOf } from '../oracle/cutHarness.ts';
import { seededRandom } from '../oracle/random.ts';

const BODY_BYTES = 1 << 16;
const pieces = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 });
/** Bytes that matter come up often. */
const anyBody = fc
  .array(
    fc.constantFrom('"', '"', ',', '\n', '\r', 'a', 'é', ' ', '""', '",', ',"', '"\n', 'some text in a cell', '\n\n'),
    {
      maxLength: 80,
    },
  )
  .map((parts) => Buffer.from(`${parts.join('')}\n`));
const cell = fc.stringMatching(/^[a-c",\n\r ]{0,12}$/);

/** A plain state machine, one byte at a time. */
function newlinesOutsideQuotes(body: Uint8Array): number[] {
  const ends: number[] = [];
  let isCellStart = true;
  let isQuoted = false;
  for (let at = 0; at < body.length; at++) {
    const character = String.fromCharCode(body[at]);
    if (isQuoted) {
      if (character !== '"') continue;
      if (body[at + 1] === 0x22) at++;
      else isQuoted = false;
      continue;
    }
    if (character === '"' && isCellStart) isQuoted = true;
    if (character === '\n') ends.push(at + 1);
    isCellStart = character === ',' || character === '\n';
  }
  return ends;
}

describe.each<Build>(['simd', 'scalar'])('the CSV cutter, %s build', (build) => {
  const harness = createCoreHarness({ build });
  const bench = createCutBench(harness, BODY_BYTES);
  harness.setWord('csvPlan', harness.allocate(CSV_PLAN_BYTES));
  harness.bytes.set(planCsv(Buffer.from('itemId,note')).bytes, harness.word('csvPlan'));

  test('finds the ends of rows, however cells are quoted and the body is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        pieces,
        (rows, lengths) => {
          const random = seededRandom(rows.length);
          const lines = rows.map((cells) => Buffer.from(`${writeCsvRow(cells, random)}\r\n`));
          cutInPieces(bench, 'csv', Buffer.concat(lines), lengths, endsOf(lines, 0)).finish();
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  test('divides any bytes as a plain state machine does', () => {
    fc.assert(
      fc.property(anyBody, pieces, (body, lengths) => {
        cutInPieces(bench, 'csv', body, lengths, newlinesOutsideQuotes(body));
      }),
      { seed: 2, numRuns: 1500 },
    );
  });

  test('divides any bytes where the scan divides them', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const ends: number[] = [];
        harness.load(body);
        const start = harness.word('inputNext');
        eachTile(harness, 'scanCsv', (numRows) => {
          for (let row = 0; row < numRows; row++) {
            const at = rowAddress(harness, row);
            ends.push(
              harness.view.getUint32(at + ROW_START, true) + harness.view.getUint32(at + ROW_LENGTH, true) - start,
            );
          }
        });
        const newlines = newlinesOutsideQuotes(body);
        // a row ends before its newline; empty lines are no rows, and an open quote takes the rest as one
        const rows = ends.filter((end) => end + 1 < body.length);
        expect(newlines.map((newline) => newline - 1)).toEqual(expect.arrayContaining(rows));
        const numEmpty =
          Buffer.from(body)
            .toString('latin1')
            .match(/(?<=^|\n)\r?\n/g)?.length ?? 0;
        expect(ends.length).toBeGreaterThanOrEqual(newlines.length - numEmpty);
      }),
      { seed: 3, numRuns: 250 },
    );
  });

  test('refuses to finish inside quotes', () => {
    const body = Buffer.from('a,b\nc,"d\n');
    expect(() => cutInPieces(bench, 'csv', body, [3], [4]).finish()).toThrow(/close the last quoted cell/);
  });
});
