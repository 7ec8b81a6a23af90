/** A plain checker of objects against the contract's field table: what is wrong, as paths; empty when all is well. */
import { type Field, parcelFields } from '../../src/contract/fields.ts';

export function checkFields(record: object): string[] {
  return checkObject(record, parcelFields, '');
}

function checkObject(value: unknown, fields: Readonly<Record<string, Field>>, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const wrong: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const field = fields[key];
    if (field === undefined) wrong.push(`${path}/${key} is not a field`);
    else if (inner !== null) wrong.push(...checkValue(inner, field, `${path}/${key}`));
  }
  for (const [key, field] of Object.entries(fields)) {
    if ('required' in field && !(key in value)) wrong.push(`${path}/${key} is missing`);
  }
  return wrong;
}

function checkValue(value: unknown, field: Field, path: string): string[] {
  switch (field.kind) {
    case 'text':
      return isText(value, field.max) ? [] : [`${path} is no text of at most ${field.max}`];
    case 'code':
      return field.values.includes(value as string) ? [] : [`${path} is not in the list`];
    case 'country':
      return /^[A-Z]{2}$/.test(String(value)) ? [] : [`${path} is no country`];
    case 'currency':
      return /^[A-Z]{3}$/.test(String(value)) ? [] : [`${path} is no currency`];
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? [] : [`${path} is no date`];
    case 'uint':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= field.max ? [] : [path];
    case 'flag':
      return typeof value === 'boolean' ? [] : [`${path} is no flag`];
    case 'texts':
      return isTexts(value, field.maxItems, field.max) ? [] : [`${path} is no list of texts`];
    case 'object':
      return checkObject(value, field.fields, path);
    case 'list': {
      if (!Array.isArray(value) || value.length > field.maxItems) return [`${path} is no short list`];
      return value.flatMap((item, i) => checkObject(item, field.item, `${path}/${i}`));
    }
  }
}

function isText(value: unknown, max: number): boolean {
  return typeof value === 'string' && [...value].length <= max;
}

function isTexts(value: unknown, maxItems: number, max: number): boolean {
  return Array.isArray(value) && value.length <= maxItems && value.every((item) => isText(item, max));
}
