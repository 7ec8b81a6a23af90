/** A feature's value as people read it: codes by the word of the record, countries by their letters, else with the unit. */
import { countryOf } from './codes.ts';
import type { FeatureValue } from './decision.ts';
import { type Field, parcelFields } from './fields.ts';

/** Where in the record the words of a coded feature stand; its number counts them from 1. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  senderPersonType: wordsAt('sender', 'personType'),
  recipientPersonType: wordsAt('recipient', 'personType'),
  recipientAddressType: wordsAt('recipient', 'addressType'),
  serviceClass: wordsAt('serviceClass'),
  natureOfTransaction: wordsAt('natureOfTransaction'),
};

export function featureText({ name, value, unit }: FeatureValue): string {
  if (value === null) return 'missing';
  if (unit === 'country') return countryOf(value);
  return wordsOf[name]?.[value - 1] ?? `${Number(value.toPrecision(7))} ${unit}`;
}

function wordsAt(...path: readonly string[]): readonly string[] {
  let field: Field = { kind: 'object', fields: parcelFields };
  for (const name of path) if (field.kind === 'object') field = field.fields[name];
  return field.kind === 'code' ? field.values : [];
}
