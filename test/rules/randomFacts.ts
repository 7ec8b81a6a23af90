/** Random checked parcels with what was found and scored of them, and the same as variables of another CEL. */
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import { findings } from '../../src/contract/findings.ts';
import type { NormalParcel } from '../../src/contract/normalParcel.ts';
import type { Signals } from '../../src/contract/signals.ts';
import { featureTable } from '../../src/features/table.ts';
import type { ParcelFactsSource } from '../../src/rules/reference/parcelFacts.ts';
import type { Random } from '../oracle/random.ts';

const featureNames: readonly string[] = featureTable.map(({ name }) => name);

/** Few, so that conditions meet their own. */
export const testFeatureNames: readonly string[] = ['totalValueUsd', 'valuePerGram', 'numLines', 'grossWeightG'];
export const testSignalNames: readonly string[] = ['senderParcels7d', 'linkSeizureDistance', 'senderKnownDays'];

const WORDS = [
  'a',
  'A',
  'ab',
  'Ab',
  'abc',
  'tablet PRESS',
  'press',
  'Straße',
  '山',
  '山本',
  '🎈',
  '🎈b',
  '1',
  '29',
  '2933',
];
const NUMBERS = [0, 1, 2, 3, 10, 99, 100, 101, 5000, 4294967295];
const DOUBLES = [0, -0, 1, 0.5, -2.25, 100, 1e19, 0.1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const DATES = ['1900-01-01', '2025-12-31', '2026-01-01', '2026-11-22', '2099-12-31'];

/** A value that the field may hold. */
export function randomLeafValue(random: Random, field: Field): string | number | boolean {
  switch (field.kind) {
    case 'code':
      return random.pick(field.values);
    case 'country':
      return random.pick(['CN', 'US', 'DE', 'ZZ']);
    case 'currency':
      return random.pick(['USD', 'CNY']);
    case 'date':
      return random.pick(DATES);
    case 'uint':
      return random.chance(0.05) ? field.max : random.pick(NUMBERS);
    case 'flag':
      return random.chance(0.5);
    default:
      return random.pick(WORDS.filter((word) => !('max' in field) || word.length <= field.max));
  }
}

export function randomFacts(random: Random): ParcelFactsSource {
  const density = random.pick([0.2, 0.6, 0.95]);
  const parcel = randomObject(random, parcelFields, density);
  parcel.itemId ??= 'A1';
  for (const side of ['sender', 'recipient']) parcel[side] = { country: 'CN', ...(parcel[side] as object | undefined) };
  const [first, ...rest] = (parcel.contents as Tree[] | undefined) ?? [{}];
  parcel.contents = [{ description: 'goods', ...(first as object) }, ...rest];
  const features = new Float32Array(featureNames.length).fill(Number.NaN);
  for (const name of testFeatureNames) {
    if (random.chance(0.7)) features[featureNames.indexOf(name)] = random.pick(DOUBLES);
  }
  const signals: Record<string, number> = {};
  for (const name of testSignalNames) if (random.chance(0.6)) signals[name] = random.pick(DOUBLES);
  return {
    parcel: parcel as unknown as NormalParcel,
    features,
    featureNames,
    findings: findings.reduce((bits, _, bit) => (random.chance(0.5) ? bits | (1n << BigInt(bit)) : bits), 0n),
    signals: signals as Signals,
    score: random.pick(DOUBLES),
  };
}

type Tree = string | number | boolean | Tree[] | { [key: string]: Tree };

function randomObject(
  random: Random,
  fields: Readonly<Record<string, Field>>,
  density: number,
): { [key: string]: Tree } {
  const object: { [key: string]: Tree } = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = random.chance(density) ? randomTree(random, field, density) : undefined;
    if (value !== undefined) object[key] = value;
  }
  return object;
}

function randomTree(random: Random, field: Field, density: number): Tree | undefined {
  switch (field.kind) {
    case 'object': {
      const object = randomObject(random, field.fields, density);
      return Object.keys(object).length > 0 ? object : undefined;
    }
    case 'list': {
      const items = Array.from({ length: random.below(4) }, () => randomObject(random, field.item, density));
      return items.length > 0 ? items : undefined;
    }
    case 'texts': {
      const lines = Array.from({ length: 1 + random.below(field.maxItems) }, (_, i, last = random.chance(0.3)) =>
        last && i === 0 ? '' : random.pick(WORDS),
      );
      return lines.at(-1) === '' ? undefined : lines;
    }
    default:
      return randomLeafValue(random, field);
  }
}

/** The variables of a condition for another CEL: objects and lists are always there, absent leaves are not. */
export function celBindings({ parcel, features, signals, findings: bits, score }: ParcelFactsSource): CelMap {
  const known = featureNames.flatMap((name, i) => (Number.isNaN(features[i]) ? [] : [[name, features[i]] as const]));
  return {
    parcel: celObject(parcelFields, parcel as unknown as Members),
    features: new Map(known),
    signals: new Map(Object.entries(signals)),
    findings: new Map(findings.map(({ code }, bit) => [code, ((bits >> BigInt(bit)) & 1n) === 1n])),
    score,
  };
}

type CelMap = { [name: string]: CelTree };
type CelTree = string | number | bigint | boolean | CelTree[] | Map<string, CelTree>;
type Members = Readonly<Record<string, unknown>>;

function celObject(fields: Readonly<Record<string, Field>>, members: Members): Map<string, CelTree> {
  const entries = Object.entries(fields).flatMap(([key, field]): [string, CelTree][] => {
    const value = members[key];
    switch (field.kind) {
      case 'object':
        return [[key, celObject(field.fields, (value ?? {}) as Members)]];
      case 'list':
        return [[key, ((value ?? []) as Members[]).map((item) => celObject(field.item, item))]];
      case 'texts':
        return [[key, (value ?? []) as string[]]];
      case 'uint':
        return value === undefined ? [] : [[key, BigInt(value as number)]];
      default:
        return value === undefined ? [] : [[key, value as string | boolean]];
    }
  });
  return new Map(entries);
}
