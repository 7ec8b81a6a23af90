import { describe, expect, it } from 'vitest';
import { itemNumbers } from '../../src/capacity/draw.ts';
import { verifyDraws } from '../../src/capacity/verifyDraws.ts';

const key = new Uint8Array(32).fill(7);
const shift = 'early@2026-01-05T11:00:00Z';

function line(sequence: number, over: object = {}): string {
  const itemId = `ITEM${sequence}`;
  const { draw } = itemNumbers(key, 'USJFKA', shift, itemId);
  const by = draw < 0.3 ? 'draw' : 'open';
  return JSON.stringify({
    itemId,
    capacity: { facility: 'USJFKA', shift, sequence, by, inclusionProbability: 0.3, ...over },
  });
}

const lines = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));

describe('the draws of a period', () => {
  it('follow from the key, whatever stands between them and in whatever order they stand', () => {
    const error = JSON.stringify({ itemId: null, error: {}, bundle: '' });
    const found = verifyDraws(key, [...lines(50, 90), error, '', ...lines(5, 49)]);
    expect(found).toMatchObject({ open: 86, withoutChance: 0, wrong: [], sequence: [] });
    expect(found.drawn).toBeGreaterThan(10);
  });

  it('have no gap and no number twice, at each facility', () => {
    const elsewhere = line(30, { facility: 'USORDA', by: 'rank' });
    const { sequence } = verifyDraws(key, [...lines(1, 3), ...lines(6, 7), line(7), elsewhere]);
    expect(sequence).toEqual([
      { kind: 'missing', facility: 'USJFKA', shift, from: 4, to: 5, line: 4 },
      { kind: 'twice', facility: 'USJFKA', shift, from: 7, to: 7, line: 6 },
    ]);
  });

  it('cannot be told of parcels without a chance', () => {
    const closed = [line(1, { inclusionProbability: 0, by: 'open' }), line(2, { by: 'rank', inclusionProbability: 1 })];
    expect(verifyDraws(key, closed)).toMatchObject({ open: 1, withoutChance: 1, wrong: [] });
  });

  it('are refused where no selector can have written them', () => {
    const of = (text: string) => (): unknown => verifyDraws(key, [line(1), text]);
    expect(of(line(2, { by: 'luck' }))).toThrow('line 2: expected capacity.by of rule, overflow, rank');
    expect(of(line(2, { sequence: undefined }))).toThrow('line 2: expected a whole capacity.sequence');
    expect(of(line(2, { inclusionProbability: null, by: 'open' }))).toThrow('line 2: expected a capacity.inclusion');
    expect(of('7')).toThrow('line 2: expected a decision as JSON');
  });
});
