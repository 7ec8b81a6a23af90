import { assert, json, property, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from '../../src/server/oneParcel.ts';

const flatten = (text: string): string => Buffer.from(oneLine(Buffer.from(text))).toString('utf8');

function parsed(text: string): unknown {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'refused';
  }
}

test('JSON on many lines means the same on one', () => {
  assert(
    property(json({ depthSize: 'medium' }), (text) => {
      const spread = JSON.stringify(JSON.parse(text), undefined, 2);
      expect(flatten(spread)).not.toContain('\n');
      expect(parsed(flatten(spread))).toEqual(parsed(text));
    }),
  );
});

test('text that is refused on many lines is refused on one', () => {
  assert(
    property(stringMatching(/^[{}[\]":,a1\\\n ]{0,30}$/), (text) => {
      const line = flatten(text);
      expect(line).not.toContain('\n');
      expect(parsed(line)).toEqual(parsed(text));
    }),
    { numRuns: 5000 },
  );
});

test('a newline inside a text stays a fault, also behind escapes', () => {
  expect(parsed(flatten('{"a":"x\ny"}'))).toBe('refused');
  expect(parsed(flatten('{"a":"x\\\\",\n"b":"\\"\ny"}'))).toBe('refused');
  expect(parsed(flatten('{"a":"x\\\\",\n"b":"\\""}'))).toEqual({ value: { a: 'x\\', b: '"' } });
});
