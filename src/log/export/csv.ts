/** Entries as CSV (RFC 4180, newline endings): the columns of an export, instants as ISO 8601. */
import type { DecisionEntry } from '../entry.ts';
import { type Cell, type ColumnType, exportColumns } from './columns.ts';

export const CSV_HEADER: string = `${exportColumns.map(({ name }) => name).join(',')}\n`;

export function csvLine(entry: DecisionEntry): string {
  return `${exportColumns.map((column) => cell(column.valueOf(entry), column.type)).join(',')}\n`;
}

function cell(value: Cell, type: ColumnType): string {
  if (value === null) return '';
  if (type === 'TIMESTAMP') return new Date(value).toISOString();
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
