import { PosternError } from '../../../contract/errors.ts';
import { chains } from '../../text/wallets/chains.ts';
import type { Mapping } from '../mapping.ts';
import type { Source } from '../source.ts';
import { mapRow } from './map.ts';
import { type PlainRow, readPlain } from './read.ts';

type ReadRow = Extract<PlainRow, { cells: unknown }>;

/** Columns that are told by name. */
const MOST_MISSING = 8;

export const plain: Source = {
  name: 'plain',
  title: 'CSV or NDJSON, with --mapping',
  listOf: () => 'own',
  recognises: ({ name, start }) =>
    /\.(csv|tsv|ndjson|jsonl)$/i.test(name) && start.trim() !== '' && !/^\d+,/.test(start),
  async *read(files, { list, mapping }) {
    if (mapping === null) {
      throw new PosternError('REQUEST_INVALID', 'expected --mapping FILE beside a plain CSV or NDJSON file, got none');
    }
    for (const file of files) {
      const symbol = mapping.symbol ?? (mapping.hasHeader ? null : symbolIn(file.name));
      for await (const row of readPlain(file, mapping)) {
        const { line } = row;
        if ('names' in row) {
          const reason = missing(row.names, mapping);
          if (reason !== null) yield { type: 'fault', fault: { file: file.name, line, reason } };
          for (const name of row.names) if (!mapping.columns.has(name)) yield { type: 'left', what: columnText(name) };
          continue;
        }
        if ('fault' in row) {
          yield { type: 'fault', fault: { file: file.name, line, reason: row.fault } };
          continue;
        }
        const mapped = mapRow(row.cells, mapping, list, symbol);
        if ('reason' in mapped) {
          yield { type: 'fault', fault: { file: file.name, line, reason: mapped.reason } };
          continue;
        }
        for (const what of leftOf(row, mapping)) yield { type: 'left', what };
        yield { type: 'entry', entry: mapped.entry, countries: mapped.countries, file: file.name, line };
      }
    }
  },
};

/** `sanctioned_addresses_XBT.txt` */
function symbolIn(name: string): string | null {
  const [, symbol] = /[_-]([A-Z0-9]{2,6})(?:\.[a-z]{1,4})?$/.exec(name) ?? [];
  return symbol !== undefined && symbol in chains ? symbol : null;
}

/** Columns that the mapping names and the table does not have; a file of the wrong mapping would seem empty. */
function missing(names: readonly string[], { columns }: Mapping): string | null {
  const absent = [...columns.keys()].filter((column) => !names.includes(column)).map((name) => name.slice(0, 60));
  if (absent.length === 0) return null;
  const told = absent.slice(0, MOST_MISSING).map((name) => `"${name}"`);
  const more = absent.length > told.length ? ` and ${absent.length - told.length} more` : '';
  return `the table has no column ${told.join(', ')}${more} of the mapping`;
}

/** Of a row of JSON: a table says its columns once. */
function leftOf({ cells, left }: ReadRow, { columns }: Mapping): string[] {
  if (left === undefined) return [];
  return [
    ...left.map((key) => `value of ${key.slice(0, 60)} that is no text`),
    ...[...cells.keys()].filter((key) => !columns.has(key)).map(columnText),
  ];
}

function columnText(name: string): string {
  return `column ${name.slice(0, 60)} that the mapping does not name`;
}
