/** The explained path of a CSV row. */
import { type Field, parcelFields } from '../contract/fields.ts';
import type { Limits } from '../contract/limits.ts';
import { checkParcel } from './checkRecord.ts';
import { splitCsvRow } from './csvCells.ts';
import { plural } from './describe.ts';
import { rowTooLong } from './readRow.ts';
import type { RowFault, RowReading } from './rowReading.ts';
import { SourceObject, type SourceValue } from './sourceValue.ts';

type Fields = Readonly<Record<string, Field>>;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INDEX = /^(?:0|[1-9]\d*)$/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Read one CSV row and say what it is, or its first fault.
 * @param bytes  The row as sent, without its line feed; read, not kept.
 * @param header Column names in order, as `planCsv` gives them.
 *
 * An empty cell is missing. A list has as many items as its last one that is not empty needs.
 */
export function readCsvRow(bytes: Uint8Array, header: readonly string[], limits: Limits): RowReading {
  if (bytes.length > limits.rowBytes) return refuse(rowTooLong(bytes.length, limits));
  let text: string;
  try {
    // copied: a decoder refuses to read memory that is shared between threads
    text = strictUtf8.decode(Buffer.from(bytes));
  } catch {
    return refuse({ code: 'ROW_UTF8', pointer: '', expected: 'valid UTF-8', got: 'an invalid sequence' });
  }
  const row = splitCsvRow(text);
  if ('fault' in row) return refuse({ code: 'ROW_SYNTAX', pointer: '', expected: 'CSV by RFC 4180', got: row.fault });
  if (row.cells.length !== header.length) {
    const expected = plural(header.length, 'cell');
    return refuse({ code: 'ROW_SYNTAX', pointer: '', expected, got: plural(row.cells.length, 'cell') });
  }
  return checkParcel({ tree: treeOf(header, row.cells), fault: undefined });
}

/** No item id is given: in a row whose cells are not certain any cell might be it. */
function refuse(fault: RowFault): RowReading {
  return { ok: false, itemId: null, fault };
}

function treeOf(header: readonly string[], cells: readonly string[]): SourceObject {
  const root = new SourceObject();
  cells.forEach((cell, i) => {
    if (cell === '') return;
    const path = header[i].split('.');
    // no field is named '', so what hangs there is counted as unknown
    if (isLeaf(parcelFields, path)) put(parcelFields, root, path, cell);
    else root.add('', cell);
  });
  return root;
}

/** Whether a path leads to one value of the record. */
function isLeaf(fields: Fields, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined || !Object.hasOwn(fields, key)) return false;
  const field = fields[key];
  switch (field.kind) {
    case 'object':
      return isLeaf(field.fields, rest);
    case 'list':
      return rest.length > 1 && INDEX.test(rest[0]) && isLeaf(field.item, rest.slice(1));
    case 'texts':
      return rest.length === 1 && INDEX.test(rest[0]);
    default:
      return rest.length === 0;
  }
}

/** Hang a cell where its path leads; objects and items on the way come into being. */
function put(fields: Fields, object: SourceObject, [key, ...rest]: readonly string[], cell: string): void {
  const field = fields[key];
  switch (field.kind) {
    case 'object':
      return put(field.fields, child(object, key, new SourceObject()), rest, cell);
    case 'list': {
      const items = child<SourceObject[]>(object, key, []);
      const item = placeIn(rest[0], field.maxItems);
      while (items.length <= item) items.push(new SourceObject());
      return put(field.item, items[item], rest.slice(1), cell);
    }
    case 'texts': {
      const texts = child<SourceValue[]>(object, key, []);
      const place = placeIn(rest[0], field.maxItems);
      while (texts.length <= place) texts.push(null);
      texts[place] = cell;
      return;
    }
    default:
      object.add(key, valueOf(field, cell));
  }
}

/** The object or list under a key; `fresh` is hung there when there is none. */
function child<Value extends SourceValue>(object: SourceObject, key: string, fresh: Value): Value {
  const at = object.keys.indexOf(key);
  if (at >= 0) return object.values[at] as Value;
  object.add(key, fresh);
  return fresh;
}

/** An index; one beyond the limit becomes the first that is too many, so that no list grows long. */
function placeIn(index: string, maxItems: number): number {
  return Math.min(Number(index), maxItems);
}

/** Cells are text: where a number or flag is due and the text is one, it is meant. */
function valueOf(field: Field, cell: string): SourceValue {
  if (field.kind === 'uint' && NUMBER.test(cell)) return Number(cell);
  if (field.kind === 'flag' && (cell === 'true' || cell === 'false')) return cell === 'true';
  return cell;
}
