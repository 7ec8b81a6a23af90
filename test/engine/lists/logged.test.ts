/** What a log is told of lists: the signals that a decision saw, the same however its row came in; and a replay compares them. */
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { isSameDecision, selectionOf } from '../../../src/cli/replaying/loggedLines.ts';
import { formatNames } from '../../../src/contract/formats.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import type { RecordingOrder } from '../../../src/contract/recording.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { linesOf } from '../../../src/log/readEntries.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { encodeBody, pieces } from '../../oracle/bodies.ts';
import { buildTestBundle } from '../../oracle/testBundle.ts';
import { email, listEntry, phone, testLists } from '../../oracle/testLists.ts';

const lists = testLists([listEntry('1', [phone('+493055501234')]), listEntry('2', [email('a@example.org')])]);
const engine = createEngine({ bundle: buildTestBundle({ lists }) });
afterAll(() => engine.close());
const order: RecordingOrder = { at: 1, itemKey: randomBytes(32), inputKey: randomBytes(32), keepRows: false };
const mail = simulateParcels(40, 3).map((parcel, i): Parcel => {
  const listed = i % 4 === 0 && { phone: '+493055501234', email: i % 8 === 0 ? 'a@example.org' : 'b@example.org' };
  return { ...parcel, sender: { ...parcel.sender, ...listed } };
});

type Line = { signals?: Record<string, number>; decision: { action?: string } };

async function record(from: (typeof formatNames)[number], tier: 'officer' | 'carrier'): Promise<string[]> {
  const lines: string[] = [];
  const body = encodeBody(from, mail);
  for await (const { recorded } of engine.screenRecorded(pieces(body, 5000), () => order, { from, tier })) {
    for (const batch of recorded) lines.push(...[...linesOf(Buffer.from(batch.lines))].map(String));
  }
  return lines;
}

test('an entry has the signals of lists that say something, before its decision, whoever reads the answer', async () => {
  for (const from of formatNames) {
    for (const tier of ['officer', 'carrier'] as const) {
      const lines = await record(from, tier);
      expect(lines).toHaveLength(mail.length);
      for (const [i, line] of lines.entries()) {
        const { signals, decision } = JSON.parse(line) as Line;
        if (i % 4 !== 0) {
          expect([i, signals]).toEqual([i, undefined]);
          continue;
        }
        expect(signals).toEqual({
          senderListScore: Math.fround(i % 8 === 0 ? 0.97 : 0.95),
          listIdentifierHits: i % 8 === 0 ? 2 : 1,
        });
        expect(['hold', 'dnl']).toContain(decision.action);
        expect(Object.keys(JSON.parse(line) as object)).toEqual(['at', 'item', 'input', 'signals', 'decision']);
      }
    }
  }
});

test('a replay takes an entry with other signals for another one', async () => {
  const [line] = await record('ndjson', 'officer');
  const other = line.replace('"listIdentifierHits":2', '"listIdentifierHits":3');
  expect(other).not.toBe(line);
  expect(isSameDecision(Buffer.from(line), Buffer.from(line.replace('"at":1', '"at":22')))).toBe(true);
  expect(isSameDecision(Buffer.from(line), Buffer.from(other))).toBe(false);
  const selected = line.replace('"decision"', '"selection":{"facility":"F"},"decision"');
  expect(isSameDecision(Buffer.from(selected), Buffer.from(line))).toBe(true);
  expect(selectionOf(Buffer.from(selected))).toEqual({ facility: 'F' });
});
