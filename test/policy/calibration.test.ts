import { expect, test } from 'vitest';
import { parseCalibration, rankAt, stepOf } from '../../src/policy/calibration.ts';

const json = {
  method: 'beta',
  baseRate: 1 / 16000,
  steps: [
    [-6, 0.00001],
    [-1, 0.002],
    [2.5, 0.3],
  ],
};
const calibration = parseCalibration(json, 'calibration.json');

test('a calibration is read as it was written, figures of the fit aside', () => {
  expect(calibration).toEqual(json);
  expect(parseCalibration({ ...json, reliability: {}, note: 'x' }, 'calibration.json')).toEqual(json);
  expect(parseCalibration({ method: 'own', steps: [[0, 0.5]] }, 'c').baseRate).toBeNull();
});

test('a step starts at its rank, the first one holds below it too', () => {
  const from = calibration.steps.map(([from]) => from);
  expect([-9, -6, -1.0001, -1, 0, 2.5, 99, Infinity].map((rank) => stepOf(from, rank))).toEqual([
    0, 0, 0, 1, 1, 2, 2, 2,
  ]);
  expect([-Infinity, Number.NaN].map((rank) => stepOf(from, rank))).toEqual([0, 0]);
});

test('a probability is reached from the rank of the first step that has it', () => {
  expect(rankAt(calibration, 0.001)).toBe(-1);
  expect(rankAt(calibration, 0.002)).toBe(-1);
  expect(rankAt(calibration, 0.3)).toBe(2.5);
  expect(rankAt(calibration, 0.31)).toBeUndefined();
  expect(rankAt(calibration, 0.00001)).toBe(-Number.MAX_VALUE);
});

const refused: readonly [fault: string, value: unknown, message: RegExp][] = [
  ['no object', [], /^c\.json: expected an object with steps/],
  ['no method', { steps: [[0, 0.5]] }, /method: expected a text/],
  ['a base rate of 1', { ...json, baseRate: 1 }, /baseRate: expected a number between 0 and 1, or null, got 1/],
  ['no steps', { method: 'a', steps: [] }, /steps: expected 1 to 1024 pairs/],
  ['too many steps', { method: 'a', steps: Array.from({ length: 1025 }, (_, i) => [i, 0.5]) }, /1 to 1024/],
  ['a step that is no pair', { method: 'a', steps: [[1]] }, /step 1: expected a pair/],
  ['a rank that is none', { method: 'a', steps: [['1', 0.5]] }, /step 1: from: expected a finite number/],
  ['certainty', { method: 'a', steps: [[0, 1]] }, /step 1: probability: expected a number between 0 and 1, got 1/],
  [
    'ranks that fall',
    {
      method: 'a',
      steps: [
        [0, 0.1],
        [0, 0.2],
      ],
    },
    /step 2: from: expected more than 0, got 0/,
  ],
  [
    'probabilities that fall',
    {
      method: 'a',
      steps: [
        [0, 0.2],
        [1, 0.1],
      ],
    },
    /step 2: probability: expected more than 0.2, got 0.1; a higher rank/,
  ],
];
for (const [fault, value, message] of refused) {
  test(`a calibration with ${fault} is refused by place and fault`, () => {
    expect(() => parseCalibration(value, 'c.json')).toThrow(message);
  });
}
