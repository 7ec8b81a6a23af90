import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowStatus } from '../../src/core/tile.ts';
import type { Build } from '../../src/core/wasm.ts';
import { createCoreHarness, eachTile } from '../oracle/coreHarness.ts';
import { scanRows } from '../oracle/scannedRows.ts';

const smallest =
  '{"itemId":"RB1","sender":{"country":"GB"},"recipient":{"country":"US"},"contents":[{"description":"x"}]}';

const members = fc.record(
  {
    itemId: fc.string({ unit: 'grapheme', maxLength: 40 }),
    carrierId: fc.string({ maxLength: 20 }),
    flight: fc.constant(null),
    aedReceivedAt: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    aedWaiver: fc.boolean(),
    explanation: fc.string({ unit: 'binary', maxLength: 60 }),
    other: fc.jsonValue({ maxDepth: 2 }),
    'an unknown key that is longer than any learned text': fc.integer(),
  },
  { requiredKeys: [] },
);
const shuffled = members.chain((object) =>
  fc.shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length }).map(Object.fromEntries),
);
const row = fc.tuple(shuffled, fc.integer({ min: 0, max: 2 })).map(([object, indent]) => ({
  object: object as Record<string, unknown>,
  // a row is one line: newlines of the indented form become the other blanks
  json: JSON.stringify(object, null, indent).replaceAll('\n', '\r\t'),
}));

describe.each<Build>(['simd', 'scalar'])('the JSON scanner, %s build', (build) => {
  const harness = createCoreHarness({ build });

  test('reads rows whose keys come and go in any order as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const scanned = scanRows(harness, rows.map(({ json }) => json).join('\n'));
        expect(scanned).toHaveLength(rows.length);
        for (const [i, { object }] of rows.entries()) {
          const { leaves, status, numUnknownKeys } = scanned[i];
          expect(status).toBe(0);
          for (const key of ['itemId', 'carrierId', 'explanation'] as const) {
            // Buffer.from writes lone surrogates as U+FFFD, so texts are compared as JSON escapes them
            if (typeof object[key] !== 'string' || /\p{Surrogate}/u.test(object[key])) continue;
            expect(leaves[key].text).toBe(object[key]);
          }
          expect(leaves.aedReceivedAt.num).toBe(object.aedReceivedAt ?? Number.NaN);
          expect(leaves.aedWaiver.num).toBe(object.aedWaiver === undefined ? Number.NaN : Number(object.aedWaiver));
          expect(leaves.flight.text).toBe('');
          expect(numUnknownKeys).toBe(Object.keys(object).filter((key) => !(key in leaves)).length);
        }
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  test('takes what it has learned for nothing but the same bytes', () => {
    const taught = Array.from({ length: 4 }, () => smallest);
    const rows = [
      smallest.replace('"sender"', '"sendeR"'),
      smallest.replace(',"sender"', ', "sender"'),
      smallest.replace('"itemId":"RB1",', '"itemId":"RB1"'),
      smallest.replace('"itemId"', '"\\u0069temId"'),
      smallest.replace('{"country":"GB"}', '{"country":"GB","country":"GB"}'),
    ];
    const scanned = scanRows(harness, [...taught, ...rows].join('\n')).slice(taught.length);
    expect(scanned.map((row) => [row.status, row.numUnknownKeys])).toEqual([
      [0, 1],
      [0, 0],
      [rowStatus.syntax, 0],
      [0, 0],
      [rowStatus.duplicateKey, 0],
    ]);
    expect(scanned[3].leaves.itemId.text).toBe('RB1');
  });

  test.each<[keyof typeof rowStatus, string | Uint8Array]>([
    ['syntax', '{"itemId":"RB1"'],
    ['syntax', '{"aedReceivedAt":01}'],
    ['syntax', '{"itemId":"a\\x"}'],
    ['syntax', '{} {}'],
    ['utf8', Buffer.from('7b226974656d4964223a22ff227d', 'hex')],
    ['utf8', Buffer.from('7b22edb080223a317d', 'hex')],
    ['tooDeep', `{"other":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['tooManyItems', `{"contents":[${'{},'.repeat(256)}{}]}`],
    ['tooManyItems', '{"sender":{"addressLines":[null,null,null,null]}}'],
    ['duplicateKey', '{"contents":[],"contents":[]}'],
    ['wrongType', '{"itemId":1}'],
    ['wrongType', '{"contents":[null]}'],
    ['wrongType', '{"sender":[]}'],
    ['wrongType', '[]'],
    ['slowNumber', '{"aedReceivedAt":1e23}'],
    ['slowNumber', '{"aedReceivedAt":12345678901234567}'],
  ])('flags %s and goes on with the next row', (name, bad) => {
    const line = Buffer.from(bad);
    const scanned = scanRows(harness, Buffer.concat([line, Buffer.from(`\n${smallest}\n`)]));
    expect(scanned.map(({ status }) => status)).toEqual([rowStatus[name], 0]);
    expect(scanned[0].source).toEqual(line);
    expect(scanned[1].contents).toHaveLength(1);
  });

  test('takes blank lines for no rows', () => {
    expect(scanRows(harness, `\n \t\r\n${smallest}\n\n  `)).toHaveLength(1);
    expect(scanRows(harness, '\n\n')).toHaveLength(0);
  });

  test('stops before a row that the tile might not hold', () => {
    const lines = `{"contents":[${'{"unit":"x"},'.repeat(255)}{}]}`;
    const small = createCoreHarness({ build, maxRows: 4, maxLines: 600 });
    small.load(Buffer.from(`${lines}\n`.repeat(5)));
    const tiles: number[] = [];
    eachTile(small, 'scanJson', (numRows) => tiles.push(numRows));
    // 600 lines hold two whole rows; after the second fewer than 256 are free
    expect(tiles).toEqual([2, 2, 1]);
    small.load(Buffer.from(`${smallest}\n`.repeat(9)));
    tiles.length = 0;
    eachTile(small, 'scanJson', (numRows) => tiles.push(numRows));
    expect(tiles).toEqual([4, 4, 1]);
  });

  test('gives back the items of a row that it refuses', () => {
    scanRows(harness, `{"contents":[{},{},{}],"payment":{"walletAddresses":[{}]},"events":[{}],}\n${smallest}`);
    expect(['numLines', 'numWallets', 'numEvents'].map((name) => harness.word(name as 'numLines'))).toEqual([1, 0, 0]);
  });
});
