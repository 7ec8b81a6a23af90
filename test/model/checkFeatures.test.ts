import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { checkFeatures } from '../../src/model/checkFeatures.ts';

function refusal(model: readonly string[], expected: readonly string[]): PosternError {
  try {
    checkFeatures(model, expected);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the features were accepted');
}

test('the same names in the same order are accepted', () => {
  expect(() => checkFeatures(['a', 'b'], ['a', 'b'])).not.toThrow();
});

test('missing and extra names are spelled out', () => {
  const error = refusal(['a', 'x'], ['a', 'b']);
  expect(error.code).toBe('FEATURES_MISMATCH');
  expect(error.message).toContain('the model lacks b');
  expect(error.message).toContain('the model has also x');
  expect(error.details).toEqual({ missing: ['b'], extra: ['x'], reordered: [] });
});

test('names in another order are spelled out', () => {
  expect(refusal(['b', 'a'], ['a', 'b']).message).toContain('in another order a (column 0, in the model 1)');
});

test('a name given twice does not pass for two', () => {
  expect(refusal(['a', 'b', 'a'], ['a', 'b']).message).toContain('expected 2, got 3');
});

test('a long list is cut short in the message and whole in the details', () => {
  const names = Array.from({ length: 30 }, (_, i) => `f${i}`);
  const error = refusal([], names);
  expect(error.message).toContain('and 22 more');
  expect(error.details.missing).toEqual(names);
});
