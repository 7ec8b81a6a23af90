import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import { fieldText, fieldTexts } from '../../src/contract/fieldTexts.ts';
import { defaultLimits } from '../../src/contract/limits.ts';
import { parcelSchema } from '../../src/contract/schema.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import { families } from '../oracle/mutate.ts';
import { seededRandom } from '../oracle/random.ts';

const validator = Compile(parcelSchema);

/** Every field with its path, objects and lists too. */
function paths(fields: Readonly<Record<string, Field>>, parents: readonly string[] = []): string[][] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = [...parents, key];
    if (field.kind === 'object') return [path, ...paths(field.fields, path)];
    return field.kind === 'list' ? [path, ...paths(field.item, path)] : [path];
  });
}

describe('the published schema', () => {
  test('takes what the reader takes and refuses what it refuses, where a schema can tell', () => {
    const random = seededRandom(9);
    let numGood = 0;
    for (const family of [
      'plain',
      'written',
      'full',
      'unknownKeys',
      'wrongType',
      'wrongItem',
      'missing',
      'longTexts',
      'manyItems',
    ]) {
      for (let i = 0; i < 150; i++) {
        const row = families[family](random);
        const reading = readJsonRow(row, defaultLimits);
        // days that a month does not have are beyond a pattern
        if (!reading.ok && reading.fault.code === 'DATE_INVALID') continue;
        const value: unknown = JSON.parse(Buffer.from(row).toString());
        expect(validator.Check(value), `${family} ${JSON.stringify(reading)} ${Buffer.from(row)}`).toBe(reading.ok);
        if (reading.ok) numGood++;
      }
    }
    expect(numGood).toBeGreaterThan(500);
  });

  test('has every field of the table, each with a text', () => {
    const all = paths(parcelFields);
    for (const path of all) {
      expect(fieldText(path), path.join('.')).toMatch(/^[A-Z]/);
      const inSchema = JSON.stringify(parcelSchema).includes(JSON.stringify(fieldText(path)));
      expect(inSchema, path.join('.')).toBe(true);
    }
    const used = new Set(all.map((path) => fieldText(path)));
    expect(Object.values(fieldTexts).filter((text) => !used.has(text))).toEqual([]);
  });

  test('states a unit for every number', () => {
    for (const path of paths(parcelFields)) {
      if (/(G|Minor|At|\.at|quantity)$/.test(path.join('.'))) {
        expect(fieldText(path)).toMatch(/grams|minor units|milliseconds|Units/);
      }
    }
  });
});
