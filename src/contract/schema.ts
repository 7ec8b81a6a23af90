/**
 * The published JSON Schema of a parcel, derived from the field table. It describes; it does not check: rows are held
 * against the table itself, which tells one fault from another. Null and, for text, '' stand for missing.
 */
import { type TSchema, Type } from 'typebox';
import { type Field, parcelFields } from './fields.ts';
import { fieldText } from './fieldTexts.ts';

type Fields = Readonly<Record<string, Field>>;

/** One parcel. Unknown keys are allowed, and skipped. */
export const parcelSchema: TSchema = Type.Object(propertiesOf(parcelFields, []), {
  $id: 'Parcel',
  description:
    'One postal item or express shipment as declared. Null, an empty text and an absent key all mean missing',
});

function propertiesOf(fields: Fields, parents: readonly string[]): Record<string, TSchema> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const path = [...parents, key];
      const schema = schemaOf(field, path);
      return [key, isRequired(field) ? schema : Type.Optional(Type.Union([schema, Type.Null()], about(path)))];
    }),
  );
}

function schemaOf(field: Field, path: readonly string[]): TSchema {
  switch (field.kind) {
    case 'text':
      return Type.String({
        maxLength: field.max,
        ...(field.required && { minLength: 1, ...about(path) }),
      });
    case 'code':
      return Type.Enum(['', ...field.values]);
    case 'country':
    case 'currency':
      return Type.String({ pattern: patternOf(field.kind, isRequired(field)), ...(field.required && about(path)) });
    case 'date':
      // one pattern for all years: that a month has the day is left to the check
      return Type.String({ pattern: '^((19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$' });
    case 'uint':
      return Type.Integer({ minimum: 0, maximum: field.max });
    case 'flag':
      return Type.Boolean();
    case 'texts':
      return Type.Array(Type.Union([Type.String({ maxLength: field.max }), Type.Null()]), { maxItems: field.maxItems });
    case 'list':
      return Type.Array(objectOf(field.item, path), { maxItems: field.maxItems, ...listRules(path) });
    case 'object':
      return objectOf(field.fields, path);
  }
}

function objectOf(fields: Fields, path: readonly string[]): TSchema {
  const isNeeded = Object.values(fields).some(isRequired);
  return Type.Object(propertiesOf(fields, path), isNeeded ? about(path) : {});
}

function patternOf(kind: 'country' | 'currency', required: boolean): string {
  const letters = kind === 'country' ? '[A-Z]{2}' : '[A-Z]{3}';
  return required ? `^${letters}$` : `^(${letters})?$`;
}

/** Content lines are required although their field cannot say so: at least one of them needs a description. */
function listRules(path: readonly string[]): Record<string, unknown> {
  if (path.join('.') !== 'contents') return {};
  const described = Type.Object({ description: Type.String({ minLength: 1 }) });
  return { ...about(path), minItems: 1, contains: described };
}

function isRequired(field: Field): boolean {
  switch (field.kind) {
    case 'object':
      return Object.values(field.fields).some(isRequired);
    case 'list':
      return field === parcelFields.contents;
    default:
      return 'required' in field;
  }
}

function about(path: readonly string[]): { description?: string } {
  const description = fieldText(path);
  return description === undefined ? {} : { description };
}
