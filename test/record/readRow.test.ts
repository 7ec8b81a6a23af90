import { describe, expect, test } from 'vitest';
import { errorTable } from '../../src/contract/errors.ts';
import { type Field, MAX_INTEGER, parcelFields } from '../../src/contract/fields.ts';
import { defaultLimits } from '../../src/contract/limits.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import type { RowFault, RowReading } from '../../src/record/rowReading.ts';
import { familyNames, families } from '../oracle/mutate.ts';
import { seededRandom } from '../oracle/random.ts';

type Json = Record<string, unknown>;

const smallest = {
  itemId: 'RB123456785GB',
  sender: { country: 'GB' },
  recipient: { country: 'US' },
  contents: [{ description: 'cotton shirts' }],
};

const read = (row: unknown, limits = defaultLimits): RowReading =>
  readJsonRow(Buffer.from(typeof row === 'string' ? row : JSON.stringify(row)), limits);

function faultOf(row: unknown, limits = defaultLimits): RowFault | undefined {
  const reading = read(row, limits);
  return reading.ok ? undefined : reading.fault;
}

const codeOf = (row: unknown): string => faultOf(row)?.code ?? 'good';

/** The smallest row with one member more, at a path such as `sender.name` or `contents.0.quantity`. */
function withField(path: string, value: unknown): Json {
  const row = structuredClone(smallest) as Json;
  const keys = path.split('.');
  let at = row;
  for (const [i, key] of keys.slice(0, -1).entries()) at = (at[key] ??= keys[i + 1] === '0' ? [] : {}) as Json;
  at[keys[keys.length - 1]] = value;
  return row;
}

/** Every leaf of the field table with a path that `withField` takes. */
function leaves(fields: Readonly<Record<string, Field>> = parcelFields, prefix = ''): { path: string; field: Field }[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = prefix + key;
    if (field.kind === 'object') return leaves(field.fields, `${path}.`);
    return field.kind === 'list' ? [{ path, field }, ...leaves(field.item, `${path}.0.`)] : [{ path, field }];
  });
}

const pointerOf = (path: string): string => `/${path.replaceAll('.', '/')}`;

const nestedRow = (depth: number): string =>
  JSON.stringify({ ...smallest, x: 0 }).replace('"x":0', `"x":${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('a good row', () => {
  test('comes out as it went in', () => {
    expect(read(smallest)).toEqual({ ok: true, parcel: smallest, unknownKeys: 0 });
  });

  test('loses what is missing and keeps the places of list items', () => {
    const row = {
      ...smallest,
      carrierId: '',
      flight: null,
      postage: {},
      insuredValue: { amountMinor: null, currency: '' },
      events: [],
      sender: { country: 'GB', name: '', addressLines: [null, 'Mill Lane', ''] },
      recipient: { country: 'US', addressLines: [null, ''] },
      contents: [{}, { description: 'x', value: {} }],
      payment: { walletAddresses: [] },
    };
    expect(read(row)).toEqual({
      ok: true,
      unknownKeys: 0,
      parcel: {
        itemId: 'RB123456785GB',
        sender: { country: 'GB', addressLines: ['', 'Mill Lane'] },
        recipient: { country: 'US' },
        contents: [{}, { description: 'x' }],
      },
    });
  });

  test('may hold keys nobody knows, which are counted where the record has an object', () => {
    const row = { ...smallest, a: 1, outcome: { b: 1, c: 2 }, contents: [{ description: 'x', revisedHs: '1' }] };
    expect(read(row)).toMatchObject({ ok: true, unknownKeys: 3 });
    expect(read('{"x":1,"x":2,"__proto__":{"itemId":"A"},"constructor":3}')).toMatchObject({ itemId: null });
  });

  test('may write a number in any way that means an integer in range', () => {
    for (const [text, value] of [
      ['-0', 0],
      ['1.2e3', 1200],
      ['1200.000', 1200],
      ['120000E-2', 1200],
      ['1e-400', 0],
      [String(MAX_INTEGER), MAX_INTEGER],
    ] as const) {
      const reading = read(
        JSON.stringify(withField('aedReceivedAt', 0)).replace('"aedReceivedAt":0', `"aedReceivedAt":${text}`),
      );
      expect(reading.ok && Object.is(reading.parcel.aedReceivedAt, value), text).toBe(true);
    }
  });

  test('is every row of the families that put no fault in', () => {
    const random = seededRandom(3);
    for (const family of ['plain', 'written', 'full', 'unknownKeys', 'carriageReturn']) {
      for (let i = 0; i < 200; i++) {
        const row = families[family](random);
        expect(readJsonRow(row, defaultLimits), `${family}: ${Buffer.from(row)}`).toMatchObject({ ok: true });
      }
    }
  });
});

describe('the first fault', () => {
  test('is the first in document order, whatever its kind', () => {
    const parts = {
      KEY_DUPLICATE: '"flight":"x","flight":"x"',
      TYPE_INVALID: '"carrierId":5',
      TOO_MANY_ITEMS: '"sender":{"addressLines":["","","",""]}',
      TEXT_TOO_LONG: '"mailSubclass":"abc"',
      NUMBER_OUT_OF_RANGE: '"scannedWeightG":-1',
      CODE_INVALID: '"mailCategory":"E"',
      DATE_INVALID: '"postingDate":"2023-02-29"',
      ROW_TOO_DEEP: `"deep":${'['.repeat(40)}${']'.repeat(40)}`,
      ROW_SYNTAX: '"explanation":nul',
    };
    for (const [first, text] of Object.entries(parts)) {
      for (const [second, other] of Object.entries(parts)) {
        if (second !== first) expect(codeOf(`{${text},${other}}`)).toBe(first);
      }
    }
  });

  test('is what is required only when all that was sent is good', () => {
    expect(faultOf('{"carrierId":5}')?.code).toBe('TYPE_INVALID');
    expect(faultOf('{}')).toEqual({ code: 'FIELD_REQUIRED', pointer: '/itemId', expected: 'a text', got: 'nothing' });
  });

  test('names what is required in the order of the field table', () => {
    const pointers = [];
    let row: Json = {};
    for (const part of ['itemId', 'sender', 'recipient', 'contents'] as const) {
      pointers.push(faultOf(row)?.pointer);
      row = { ...row, [part]: smallest[part] };
    }
    expect(pointers).toEqual(['/itemId', '/sender/country', '/recipient/country', '/contents']);
    expect(faultOf({ ...smallest, contents: [{ quantity: 1 }, {}] })?.got).toBe(
      '2 content lines without a description',
    );
  });

  test('tells the item id where it is known', () => {
    expect(read('{"itemId":"A","flight":5}')).toMatchObject({ itemId: 'A' });
    expect(read('{"flight":5,"itemId":"A"}')).toMatchObject({ itemId: 'A' });
    expect(read('{"itemId":"A",')).toMatchObject({ itemId: 'A' });
    expect(read('{"itemId":"A')).toMatchObject({ itemId: null });
    expect(read(`{"itemId":"${'A'.repeat(36)}"}`)).toMatchObject({ itemId: null });
    expect(read('{"itemId":5}')).toMatchObject({ itemId: null });
    expect(read('[]')).toMatchObject({ itemId: null });
  });

  test('never holds a text of the row', () => {
    const secret = 'zq9Secret';
    for (const { path, field } of leaves()) {
      for (const value of [secret, { [secret]: secret }, [secret, secret], secret.repeat(40), -1, true]) {
        const fault = faultOf(withField(path, value));
        if (fault !== undefined) expect(JSON.stringify(fault), `${path} ${field.kind}`).not.toContain(secret);
      }
    }
    expect(JSON.stringify(faultOf(`{"itemId":"${secret}`))).not.toContain(secret);
  });

  test('uses every row code of JSON rows', () => {
    const random = seededRandom(5);
    const seen = new Set<string>();
    for (const family of familyNames) {
      for (let i = 0; i < 60; i++) {
        const reading = readJsonRow(families[family](random), { ...defaultLimits, rowBytes: 8000 });
        if (!reading.ok) seen.add(reading.fault.code);
      }
    }
    const fromElsewhere = ['ROW_LOST', 'KEYS_PACKED'];
    const wanted = Object.entries(errorTable).filter(
      ([code, row]) => row.fault === 'row' && !fromElsewhere.includes(code),
    );
    expect([...seen].sort()).toEqual(wanted.map(([code]) => code).sort());
  });
});

describe('every field of the table', () => {
  test('refuses the wrong types and takes null', () => {
    const values: Record<string, unknown> = { text: 'x', number: 1, flag: true, list: [], object: {} };
    const right: Record<Field['kind'], string> = {
      text: 'text',
      code: 'text',
      country: 'text',
      currency: 'text',
      date: 'text',
      uint: 'number',
      flag: 'flag',
      texts: 'list',
      list: 'list',
      object: 'object',
    };
    for (const { path, field } of leaves()) {
      for (const [type, value] of Object.entries(values)) {
        if (type === right[field.kind]) continue;
        const fault = faultOf(withField(path, value));
        expect([fault?.code, fault?.pointer], `${path} of ${type}`).toEqual(['TYPE_INVALID', pointerOf(path)]);
      }
      expect(['good', 'FIELD_REQUIRED'], path).toContain(codeOf(withField(path, null)));
    }
  });

  test('refuses null and scalars as items of a list of objects', () => {
    for (const { path, field } of leaves()) {
      if (field.kind !== 'list') continue;
      for (const item of [null, 'x', 1, []]) {
        expect(faultOf(withField(path, [{}, item]))).toMatchObject({
          code: 'TYPE_INVALID',
          pointer: `${pointerOf(path)}/1`,
        });
      }
    }
  });

  test('holds texts to their limit in code points: below, at and above', () => {
    for (const { path, field } of leaves()) {
      if (field.kind !== 'text' && field.kind !== 'texts') continue;
      const place = field.kind === 'texts' ? `${path}.0` : path;
      for (const character of ['x', 'é', '😿', '\ud800']) {
        const coded = [-1, 0, 1].map((more) => {
          const text = character.repeat(field.max + more);
          return codeOf(withField(path, field.kind === 'texts' ? [text] : text));
        });
        expect(coded, place).toEqual(['good', 'good', 'TEXT_TOO_LONG']);
      }
    }
  });

  test('holds numbers to their range: below, at and above both ends', () => {
    for (const { path, field } of leaves()) {
      if (field.kind !== 'uint') continue;
      const coded = [-1, 0, 1, field.max - 1, field.max, field.max + 1, 0.5].map((value) =>
        codeOf(withField(path, value)),
      );
      const out = 'NUMBER_OUT_OF_RANGE';
      expect(coded, path).toEqual([out, 'good', 'good', 'good', 'good', out, out]);
    }
  });

  test('holds lists to their length: below, at and above', () => {
    for (const { path, field } of leaves()) {
      if (field.kind !== 'list' && field.kind !== 'texts') continue;
      const item = field.kind === 'texts' ? 'x' : { description: 'x' };
      const coded = [-1, 0, 1].map((more) =>
        codeOf(
          withField(
            path,
            Array.from({ length: field.maxItems + more }, () => item),
          ),
        ),
      );
      expect(coded, path).toEqual(['good', 'good', 'TOO_MANY_ITEMS']);
    }
  });

  test('takes the codes of its list and no others', () => {
    for (const { path, field } of leaves()) {
      if (field.kind === 'code') {
        for (const value of field.values) {
          expect(codeOf(withField(path, value)), path).toBe('good');
          expect(codeOf(withField(path, `${value} `)), path).toBe('CODE_INVALID');
        }
      }
      if (field.kind === 'country' || field.kind === 'currency') {
        const right = field.kind === 'country' ? 'ZZ' : 'ZZZ';
        const wrong = [right.slice(1), `${right}Z`, right.toLowerCase(), `${right.slice(1)}Ä`, `${right.slice(1)}1`];
        expect(codeOf(withField(path, right)), path).toBe('good');
        for (const value of wrong) expect(codeOf(withField(path, value)), path).toBe('CODE_INVALID');
      }
    }
  });
});

describe('limits of a row', () => {
  test('length in bytes: below, at and above', () => {
    const row = JSON.stringify(smallest);
    const coded = [1, 0, -1].map((more) => faultOf(row, { ...defaultLimits, rowBytes: row.length + more })?.code);
    expect(coded).toEqual([undefined, undefined, 'ROW_TOO_LONG']);
  });

  test('nesting: below, at and above', () => {
    const coded = [30, 31, 32].map((depth) => codeOf(nestedRow(depth)));
    expect(coded).toEqual(['good', 'good', 'ROW_TOO_DEEP']);
  });
});
