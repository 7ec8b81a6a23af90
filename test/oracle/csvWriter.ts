/** Records as CSV: flattened names, cells quoted where they must be and at times where they need not. */
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import { SourceObject, type SourceValue } from '../../src/record/sourceValue.ts';
import { type Random, shuffled } from './random.ts';

type Fields = Readonly<Record<string, Field>>;

/** Columns of every field, with this many items of each list. */
export function allColumns(numItems: number): string[] {
  return columnsOf(parcelFields, '', numItems);
}

/** A header as files have them: columns in any order, some left out, some that nobody knows. */
export function randomHeader(random: Random, numItems: number): string[] {
  const columns = allColumns(numItems).filter(
    (name) => /^itemId$|country|\.0\.description/.test(name) || random.chance(0.8),
  );
  const unknown = [
    'note',
    'sender',
    'contents',
    'contents.0',
    'contents.00.unit',
    'sender.addressLines',
    'a "b", c',
    '',
  ];
  columns.push(...unknown.filter(() => random.chance(0.3)));
  if (random.chance(0.2)) columns.push(random.pick(['contents.256.unit', 'events.64.code', 'sender.addressLines.3']));
  return random.chance(0.5) ? columns : shuffled(random, columns);
}

/** The cells of a record under a header; what has no text of its own is left empty. */
export function cellsOf(tree: SourceValue, header: readonly string[]): string[] {
  return header.map((name) => {
    let value: SourceValue | undefined = tree;
    for (const key of name.split('.')) value = memberOf(value, key);
    return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
  });
}

export function writeCsvRow(cells: readonly string[], random: Random): string {
  return cells.map((cell) => writeCell(cell, random)).join(',');
}

function writeCell(cell: string, random: Random): string {
  const mustQuote = /[",\n]|\r$/.test(cell);
  return mustQuote || random.chance(0.1) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function memberOf(value: SourceValue | undefined, key: string): SourceValue | undefined {
  if (Array.isArray(value)) return (value as readonly SourceValue[])[Number(key)];
  return value instanceof SourceObject ? value.values[value.keys.indexOf(key)] : undefined;
}

function columnsOf(fields: Fields, prefix: string, numItems: number): string[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = prefix + key;
    if (field.kind === 'object') return columnsOf(field.fields, `${path}.`, numItems);
    if (field.kind === 'texts') return Array.from({ length: field.maxItems }, (_, i) => `${path}.${i}`);
    if (field.kind !== 'list') return [path];
    return Array.from({ length: numItems }, (_, i) => columnsOf(field.item, `${path}.${i}.`, numItems)).flat();
  });
}
