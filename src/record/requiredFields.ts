/** What a record must have to be screened at all; everything else that is missing is evidence, not an error. */
import { type Field, parcelFields } from '../contract/fields.ts';
import type { NormalParcel } from '../contract/normalParcel.ts';
import { plural } from './describe.ts';
import type { RowFault } from './rowReading.ts';

/** Paths of the fields marked `required`, in the order of the field table. */
const requiredPaths: readonly (readonly string[])[] = pathsOf(parcelFields, []);

/** The first required thing that a record found good lacks, or undefined when nothing is. */
export function findMissing(parcel: Partial<NormalParcel>): RowFault | undefined {
  for (const path of requiredPaths) {
    if (valueAt(parcel, path) === undefined) return missing(`/${path.join('/')}`, 'a text', 'nothing');
  }
  const lines = parcel.contents ?? [];
  if (lines.some((line) => line.description !== undefined)) return undefined;
  const got = lines.length === 0 ? 'no content line' : `${plural(lines.length, 'content line')} without a description`;
  return missing('/contents', 'a content line with a description', got);
}

function missing(pointer: string, expected: string, got: string): RowFault {
  return { code: 'FIELD_REQUIRED', pointer, expected, got };
}

function valueAt(parcel: Partial<NormalParcel>, path: readonly string[]): unknown {
  let value: unknown = parcel;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

function pathsOf(fields: Readonly<Record<string, Field>>, parents: readonly string[]): string[][] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = [...parents, key];
    if (field.kind === 'object') return pathsOf(field.fields, path);
    return 'required' in field ? [path] : [];
  });
}
