/** Rows just below, at and above every limit of the field table, through both builds and the explained path. */
import { describe, expect, test } from 'vitest';
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import { numberTexts } from '../oracle/awkward.ts';
import { createCoreHarness, type HarnessOptions } from '../oracle/coreHarness.ts';
import { fuzzRows, newReport, readRows } from '../oracle/fuzzJson.ts';

const builds = ['simd', 'scalar'] as const;
const smallest = {
  itemId: 'RB123456785GB',
  sender: { country: 'GB' },
  recipient: { country: 'US' },
  contents: [{ description: 'cotton shirts' }],
};

type Leaf = { readonly path: readonly string[]; readonly field: Field };

function leaves(fields: Readonly<Record<string, Field>>, parents: readonly string[] = []): Leaf[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = [...parents, key];
    if (field.kind === 'object') return leaves(field.fields, path);
    return field.kind === 'list' ? [{ path, field }, ...leaves(field.item, [...path, '0'])] : [{ path, field }];
  });
}

/** The smallest row with one value more, given as JSON. */
function rowWith(path: readonly string[], json: string): string {
  const row = structuredClone(smallest) as Record<string, unknown>;
  let at = row;
  for (const [i, key] of path.slice(0, -1).entries()) {
    at = (at[key] ??= path[i + 1] === '0' ? [] : {}) as Record<string, unknown>;
  }
  at[path[path.length - 1]] = 'the value';
  return JSON.stringify(row).replace('"the value"', () => json);
}

function expectAgreement(rows: readonly string[], options: Omit<HarnessOptions, 'build'> = {}): void {
  const bytes = rows.map((row) => Buffer.from(row));
  for (const build of builds) {
    const harness = createCoreHarness({ ...options, build });
    const report = newReport();
    fuzzRows(harness, bytes, readRows(bytes, harness.limits), report);
    expect(report.differences.slice(0, 5), build).toEqual([]);
    expect(report.numRows).toBe(rows.length);
  }
}

describe('both builds and the explained path agree', () => {
  test('on texts around every length, in characters of one to four bytes, raw and escaped', () => {
    const characters = ['x', 'é', '€', '😿', '\\n', '\\u20ac', '\\ud83d\\ude3f', '\\ud83d'];
    const rows = leaves(parcelFields).flatMap(({ path, field }) => {
      if (field.kind !== 'text' && field.kind !== 'texts') return [];
      return characters.flatMap((character) =>
        [-1, 0, 1].map((more) => {
          const text = `"${character.repeat(field.max + more)}"`;
          return rowWith(path, field.kind === 'texts' ? `[${text},null,${text}]` : text);
        }),
      );
    });
    expectAgreement(rows);
  });

  test('on numbers around every range and at the borders of what a double holds', () => {
    const rows = leaves(parcelFields).flatMap(({ path, field }) => {
      if (field.kind !== 'uint') return [];
      const borders = [field.max - 1, field.max, field.max + 1, field.max + 2].map(String);
      return [...borders, `${field.max}.0`, `${field.max}.5`, ...numberTexts].map((text) => rowWith(path, text));
    });
    expectAgreement(rows);
  });

  test('on integers of every length', () => {
    const numbers = Array.from({ length: 40 }, (_, length) => [
      `1${'0'.repeat(length)}`,
      '9'.repeat(length + 1),
    ]).flat();
    const decimals = numbers.flatMap((text) => [
      `${text}e-${text.length - 1}`,
      `0.${text}e${text.length}`,
      `${text}.000`,
    ]);
    expectAgreement(
      [...numbers, ...decimals].flatMap((text) =>
        ['aedReceivedAt', 'scannedWeightG'].map((key) => rowWith([key], text)),
      ),
    );
  });

  test('on every value of every closed code, and on letters around the capitals', () => {
    const rows = leaves(parcelFields).flatMap(({ path, field }) => {
      if (field.kind === 'code') {
        return field.values.flatMap((word) =>
          [word, word.slice(0, -1), `${word}x`, word.toUpperCase(), `${word}\\u0000`].map((text) =>
            rowWith(path, `"${text}"`),
          ),
        );
      }
      if (field.kind !== 'country' && field.kind !== 'currency') return [];
      const last = field.kind === 'country' ? 'A' : 'AA';
      return ['@', 'A', 'Z', '[', '`', 'a', '\\u0041', 'Ａ', ''].flatMap((letter) =>
        [`${letter}${last}`, `${last}${letter}`].map((text) => rowWith(path, `"${text}"`)),
      );
    });
    expectAgreement(rows);
  });

  test('on the first and last days of every month from 1899 to 2100 and on days that no calendar has', () => {
    const rows: string[] = [];
    for (let at = Date.UTC(1899, 11, 1); at < Date.UTC(2100, 1, 1); at += 86_400_000) {
      const day = new Date(at);
      if (day.getUTCDate() > 2 && day.getUTCDate() < 28) continue;
      rows.push(rowWith(['postingDate'], JSON.stringify(day.toISOString().slice(0, 10))));
    }
    for (const year of [1900, 1999, 2000, 2023, 2024, 2099]) {
      for (let month = 0; month <= 13; month++) {
        for (const day of [0, 28, 29, 30, 31, 32, 99]) {
          rows.push(
            rowWith(['postingDate'], `"${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}"`),
          );
        }
      }
    }
    expectAgreement(rows, { inputBytes: 32 << 20 });
  });

  test('on lists around every length, in tiles that hold few items', () => {
    const rows = leaves(parcelFields).flatMap(({ path, field }) => {
      if (field.kind !== 'list' && field.kind !== 'texts') return [];
      const items = field.kind === 'texts' ? ['"x"', 'null', '""'] : ['{}', '{"description":"x"}', '{"x":[{},{}]}'];
      return items.flatMap((item) =>
        [0, 1, field.maxItems - 1, field.maxItems, field.maxItems + 1].map((count) =>
          rowWith(path, `[${Array.from({ length: count }, () => item).join()}]`),
        ),
      );
    });
    expectAgreement(rows);
    expectAgreement(rows, { maxLines: 256, maxWallets: 16, maxEvents: 64 });
  });

  test('on nesting around the limit, in unknown and in known places', () => {
    const rows = [1, 2, 3, 4, 5, 30, 31, 32, 33, 70].flatMap((depth) => {
      const nested = '['.repeat(depth) + ']'.repeat(depth);
      const mixed = '{"a":['.repeat(depth / 2) + ']}'.repeat(depth / 2);
      return [
        ['x'],
        ['sender', 'x'],
        ['contents', '0', 'x'],
        ['payment', 'walletAddresses', '0', 'x'],
        ['contents', '0', 'value', 'x'],
      ].flatMap((path) => [nested, mixed || '0'].map((json) => rowWith(path, json)));
    });
    expectAgreement(rows);
    for (const nesting of [1, 2, 3, 4, 5]) expectAgreement(rows, { limits: { nesting } });
  });

  test('on rows around the limit in bytes, blanks counted', () => {
    const row = JSON.stringify(smallest);
    const rows = [row, `${row} `, ` ${row}`, ` ${row} `, `${row}\r`, `${row}\r\r\r`].flatMap((text) => [
      text,
      text.replace(':', ': '),
    ]);
    for (let more = -2; more <= 4; more++) expectAgreement(rows, { limits: { rowBytes: row.length + more } });
  });

  test('on rows far over the limit, which leave the arena whole', () => {
    const long = ['\\n', '\\u00e9', 'é', 'x'].flatMap((character) =>
      [['x'], ['explanation'], ['sender', 'name']].map((path) => rowWith(path, `"${character.repeat(9000)}"`)),
    );
    const lines = `[${Array.from({ length: 250 }, () => `{"description":"\\n${'x'.repeat(200)}"}`).join()}]`;
    expectAgreement([...long, rowWith(['contents'], lines), JSON.stringify(smallest)], { limits: { rowBytes: 500 } });
  });
});
