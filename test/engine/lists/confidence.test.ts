/** What a source is hardly sure of is told, and holds nothing; what it is sure of holds. The list is synthetic. */
import { expect, test } from 'vitest';
import { type Decision, isRowError } from '../../../src/contract/decision.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import type { Indicator } from '../../../src/watchlist/entry.ts';
import { buildTestBundle } from '../../oracle/testBundle.ts';
import { email, listEntry, name, phrase, testLists } from '../../oracle/testLists.ts';

const NAME = 'Zbigniew Quarzelbrand';
const MAILBOX = 'zquarzel@example.org';
const [plain] = simulateParcels(1, 5);
const parcel: Parcel = {
  ...plain,
  sender: { country: 'DE', name: NAME, email: MAILBOX },
  contents: [{ description: 'blue lantern powder' }],
};

async function decided(indicators: readonly Indicator[], confidence: number | null): Promise<Decision> {
  const lists = testLists([listEntry('E1', indicators, { confidence })]);
  const engine = createEngine({ bundle: buildTestBundle({ lists }) });
  try {
    const { decision } = await engine.explain(parcel);
    if (isRowError(decision)) throw new Error('expected a decision');
    return decision;
  } finally {
    await engine.close();
  }
}

const RULES = ['GOODS_LISTED', 'IDENTIFIER_LISTED', 'PARTY_LISTED', 'PARTY_LISTED_TWICE'];
const rulesOf = ({ reasons }: Decision): string[] =>
  reasons.flatMap(({ code }) => (RULES.includes(code) ? [code] : [])).sort();

test('an indicator of hardly any confidence moves no rule, one of half a confidence holds the parcel', async () => {
  const all = [name(NAME), email(MAILBOX), phrase('blue lantern')];
  for (const confidence of [null, 1, 0.5]) {
    const decision = await decided(all, confidence);
    expect([confidence, decision.action, rulesOf(decision)]).toEqual([confidence, 'hold', RULES]);
  }
  const decision = await decided(all, 0.05);
  expect([decision.action === 'hold', rulesOf(decision)]).toEqual([false, []]);
});

test('explain says how far such an entry counts', async () => {
  const lists = testLists([listEntry('E1', [email(MAILBOX)], { confidence: 0.4 })]);
  const engine = createEngine({ bundle: buildTestBundle({ lists }) });
  const { evidence } = await engine.explain(parcel);
  await engine.close();
  const [hit] = evidence.filter(({ code }) => code === 'LIST_EMAIL');
  expect(hit.text).toMatch(/0\.800$/);
  expect(hit.why).toContain('confidence 0.4; its source is not sure of it: scores count 0.80 times');
});
