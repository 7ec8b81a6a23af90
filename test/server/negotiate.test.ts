import { array, assert, constantFrom, double, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { formatNames, formatOf, formats } from '../../src/contract/formats.ts';
import { chooseMediaType, inputFormat, outputFormat } from '../../src/server/negotiate.ts';

const everyType = Object.values(formats).flat();

test('every media type of the contract names its codec, in any case and with parameters', () => {
  for (const format of formatNames) {
    for (const mediaType of formats[format]) {
      expect(inputFormat(mediaType.toUpperCase())).toBe(format);
      expect(inputFormat(`${mediaType}; charset=UTF-8; header=present`)).toBe(format);
    }
  }
});

test('another type, another character set and no type at all are refused with the list of what is offered', () => {
  for (const contentType of ['application/xml', 'text/csv; charset=iso-8859-1', '', undefined]) {
    const thrown = refusalOf(() => inputFormat(contentType));
    expect(thrown.code).toBe('FORMAT_UNSUPPORTED');
    expect(thrown.details.offered).toEqual(everyType);
  }
});

test('where Accept leaves the choice the answer comes as the body came', () => {
  for (const format of formatNames) {
    for (const accept of [undefined, '*/*', 'text/html, */*;q=0.1']) {
      expect(outputFormat(accept, format).format).toBe(format);
    }
  }
  expect(outputFormat(undefined, 'ndjson').mediaType).toBe('application/x-ndjson');
  expect(outputFormat('application/*', 'msgpack').format).toBe('msgpack');
  expect(outputFormat('application/jsonl', 'json')).toEqual({ format: 'ndjson', mediaType: 'application/jsonl' });
  expect(outputFormat('text/csv', 'json').mediaType).toBe('text/csv; charset=utf-8');
});

test('nothing that is offered satisfies Accept: the refusal lists what does', () => {
  for (const accept of ['text/html', 'application/json;q=0, text/plain', '']) {
    const thrown = refusalOf(() => outputFormat(accept, 'json'));
    expect(thrown.code).toBe('FORMAT_NOT_ACCEPTABLE');
    expect(new Set(thrown.details.offered as string[])).toEqual(new Set(everyType));
  }
});

test('the type that is chosen has the largest weight of all that are offered', () => {
  const range = record({
    type: constantFrom(...everyType, 'application/*', 'text/*', '*/*', 'image/png'),
    weight: double({ min: 0, max: 1, noNaN: true }).map((weight) => Number(weight.toFixed(3))),
  });
  assert(
    property(array(range, { minLength: 1, maxLength: 5 }), (ranges) => {
      const accept = ranges.map(({ type, weight }) => `${type};q=${weight}`).join(', ');
      const weightOf = (mediaType: string): number => {
        const covering = [mediaType, `${mediaType.split('/')[0]}/*`, '*/*'].map((wanted) =>
          ranges.find(({ type }) => type === wanted),
        );
        return covering.find((found) => found !== undefined)?.weight ?? 0;
      };
      const most = Math.max(...everyType.map(weightOf));
      if (most === 0) refusalOf(() => chooseMediaType(accept, everyType));
      else expect(weightOf(chooseMediaType(accept, everyType))).toBe(most);
    }),
  );
  expect(formatOf('image/png')).toBeUndefined();
});

function refusalOf(call: () => unknown): PosternError {
  try {
    call();
  } catch (error) {
    if (error instanceof PosternError) return error;
  }
  throw new Error('expected a refusal');
}
