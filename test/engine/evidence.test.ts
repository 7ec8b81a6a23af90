/** What explain shows beside the decision: everything that was looked at, in one list of one shape. */
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { buildTestBundle, defaultRules } from '../oracle/testBundle.ts';

const [rule] = defaultRules();
const never = { kind: 'field', type: 'string', path: 'explanation' } as const;
const always = { kind: 'constant', type: 'string', value: 'x' } as const;
const rules = [
  { ...rule, code: 'ALWAYS', condition: { kind: 'constant', type: 'bool', value: true } as const, weight: 0.5 },
  {
    ...rule,
    code: 'UNGUARDED',
    condition: { kind: 'compare', type: 'bool', operator: '==', left: never, right: always } as const,
  },
];
const engine = createEngine({ bundle: buildTestBundle({ rules }) });
afterAll(() => engine.close());

test('evidence names rules that hit, rules that could not be evaluated and why, findings and features', async () => {
  const parcel = { ...simulateParcels(1, 5)[0], explanation: null };
  const { decision, rank, evidence, findings, contributions } = await engine.explain(parcel);
  const codes = (state: string, source?: string): string[] =>
    evidence
      .filter((each) => each.state === state && (source === undefined || each.source === source))
      .map(({ code }) => code);
  expect(codes('found', 'rule')).toEqual(['ALWAYS']);
  expect(codes('not evaluated')).toEqual(['UNGUARDED']);
  expect(evidence.find(({ code }) => code === 'UNGUARDED')?.why).toMatch(/explanation/);
  expect(codes('found', 'finding')).toEqual(findings.map(({ code }) => code));
  expect(codes('found', 'model')).toHaveLength(contributions?.features.length ?? 0);
  if ('error' in decision || decision.score === undefined) throw new Error('expected a decision');
  expect(rank).toBe(decision.score + 0.5);
  expect(decision.probability).toBeGreaterThan(0);
  for (const each of evidence) expect(Object.keys(each)).toEqual(['code', 'source', 'weight', 'text', 'state', 'why']);
});
