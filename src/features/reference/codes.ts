/** The closed lists of the field table whose places are feature values. */
import { type Field, parcelFields } from '../../contract/fields.ts';

export const personTypes: readonly string[] = valuesAt('sender', 'personType');
export const addressTypes: readonly string[] = valuesAt('recipient', 'addressType');
export const serviceClasses: readonly string[] = valuesAt('serviceClass');
export const natures: readonly string[] = valuesAt('natureOfTransaction');

function valuesAt(key: keyof typeof parcelFields, inner?: string): readonly string[] {
  const outer: Field = parcelFields[key];
  const field = inner !== undefined && outer.kind === 'object' ? outer.fields[inner] : outer;
  if (field.kind !== 'code') throw new TypeError(`expected ${key} to be a closed code, got ${field.kind}`);
  return field.values;
}
