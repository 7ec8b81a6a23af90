/** Everything a condition may read, with its type, as one table: what the documentation and the command line print. */
import type { Field } from '../contract/fields.ts';
import { fieldText } from '../contract/fieldTexts.ts';
import { findings } from '../contract/findings.ts';
import { signalTexts, signalUnits } from '../contract/signalTexts.ts';
import type { ValueType } from './expression.ts';
import { type Leaf, type Leaves, recordLeaves, recordLists } from './recordLeaves.ts';

export type LanguageField = {
  /** As it is written: `parcel.sender.country`; `parcel.contents[].hsCode` stands for a member of an item. */
  readonly name: string;
  /** CEL's name. */
  readonly type: ValueType | 'list(string)' | 'list(object)';
  /** Unit, range or the words it may be. */
  readonly values: string;
  /** When reading it is an error and `has` of it false. */
  readonly absent: string;
  readonly text: string;
};

/** What the table says of a feature; `featureTable` has it. */
export type FeatureEntry = {
  readonly name: string;
  readonly unit: string;
  readonly missing: string;
  readonly why: string;
};

const NEVER = 'never';
const NOT_SENT = 'not sent, null or empty';

/** In the order: the record, findings, features, signals, score. */
export function languageFields(features: readonly FeatureEntry[]): readonly LanguageField[] {
  return [
    ...leafFields('parcel.', recordLeaves, [], NOT_SENT),
    ...[...recordLists].flatMap(([list, { maxItems, leaves }]): LanguageField[] => {
      const path = list.split('.');
      const text = textOf(path);
      const values = `at most ${maxItems} items`;
      const isTexts = leaves.has('');
      const type = isTexts ? 'list(string)' : 'list(object)';
      const itself: LanguageField = { name: `parcel.${list}`, type, values, absent: 'never; empty', text };
      return isTexts ? [itself] : [itself, ...leafFields(`parcel.${list}[].`, leaves, path, NOT_SENT)];
    }),
    ...findings.map(
      ({ code, kind, text }): LanguageField => ({
        name: `findings.${code}`,
        type: 'bool',
        values: kind,
        absent: NEVER,
        text,
      }),
    ),
    ...features.map(
      ({ name, unit, missing, why }): LanguageField => ({
        name: `features.${name}`,
        type: 'double',
        values: unit,
        absent: missing === 'never missing' ? NEVER : missing,
        text: why,
      }),
    ),
    ...Object.entries(signalTexts).map(
      ([name, text]): LanguageField => ({
        name: `signals.${name}`,
        type: 'double',
        values: signalUnits[name as keyof typeof signalUnits],
        absent: 'not known',
        text,
      }),
    ),
    { name: 'score', type: 'double', values: 'raw margin', absent: NEVER, text: 'The score of the model' },
  ];
}

function leafFields(prefix: string, leaves: Leaves, parents: readonly string[], absent: string): LanguageField[] {
  return [...leaves.values()].map(
    ({ path, type, field }: Leaf): LanguageField => ({
      name: `${prefix}${path}`,
      type,
      values: valuesOf(field),
      absent: 'required' in field ? NEVER : absent,
      text: textOf([...parents, ...path.split('.')]),
    }),
  );
}

function textOf(path: readonly string[]): string {
  return fieldText(path) ?? '';
}

function valuesOf(field: Field): string {
  switch (field.kind) {
    case 'text':
      return `at most ${field.max} characters`;
    case 'code':
      return field.values.join(' ');
    case 'country':
      return 'two capitals';
    case 'currency':
      return 'three capitals';
    case 'date':
      return 'YYYY-MM-DD, 1900 to 2099';
    case 'uint':
      return `0 to ${field.max}`;
    case 'flag':
      return 'true false';
    default:
      return '';
  }
}
