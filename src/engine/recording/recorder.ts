/**
 * Log lines of rows, made of the NDJSON answers that the answer stage has just written and of the rows themselves:
 * the item id becomes a pseudonym, the row a keyed hash, everything else of the answer is taken over byte for byte.
 */
import { type KeptRows, NOT_KEPT, type RecordedBatch, type RecordingOrder } from '../../contract/recording.ts';
import type { Format } from '../../contract/formats.ts';
import type { Signals } from '../../contract/signals.ts';
import type { CoreMemory } from '../../core/memory.ts';
import { recordLayout, ROW_LENGTH, ROW_START } from '../../core/recordLayout.ts';
import { createRowHash, type RowHash } from './rowHash.ts';

/** Characters of a pseudonym: 132 bits of the hash. */
export const PSEUDONYM_LENGTH = 22;

const ROW_WORDS = recordLayout.row.bytes / 4;
const NEWLINE = 10;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NULL = Buffer.from('null,');
const NO_ITEM = '"item":null,';
/** What every NDJSON answer starts with. */
const ITEM_ID = Buffer.from('{"itemId":');
/** More than a line has beside the answer. */
const LINE_EXTRA_BYTES = 768;

export type Recorder = {
  begin(order: RecordingOrder, from: Format, columns: readonly string[] | undefined): void;
  /**
   * Take down the first `numRows` rows of the tile, whose NDJSON answers start at `answers`.
   * @param signalsOf  what lists gave for a row, where the bundle has any
   */
  add(rowWords: Uint32Array, numRows: number, answers: number, signalsOf?: (row: number) => Signals): void;
  /** Forget the last rows of the last `add`, so that `numRows` of it stay. */
  keep(numRows: number): void;
  finish(): RecordedBatch;
};

export function createRecorder(memory: CoreMemory): Recorder {
  const bytes = Buffer.from(memory.buffer);
  let order: RecordingOrder;
  let itemHash: RowHash;
  let inputHash: RowHash;
  let prefix = '';
  let format: KeptRows['format'];
  let columns: readonly string[] | undefined;
  let lines: Buffer = Buffer.alloc(0);
  let linesEnd = 0;
  let kept: Buffer = Buffer.alloc(0);
  let keptEnd = 0;
  let lengths: number[] = [];
  let count = 0;
  /** Before the first row of the last `add` and after each of them. */
  let ends: { lines: number; kept: number }[] = [];

  function addRow(rowStart: number, rowBytes: number, answer: number, answerEnd: number, signals: string): void {
    const idAt = answer + ITEM_ID.length;
    const restAt = afterItemId(bytes, idAt);
    const item = bytes[idAt] === QUOTE ? `"item":"${pseudonym(idAt + 1, restAt - 2)}",` : NO_ITEM;
    const input = inputHash.of(bytes, rowStart, rowStart + rowBytes);
    lines = withRoom(lines, linesEnd, answerEnd - answer + LINE_EXTRA_BYTES);
    linesEnd += lines.write(`${prefix}${item}"input":"${input}",${signals}"decision":{`, linesEnd, 'latin1');
    linesEnd += bytes.copy(lines, linesEnd, restAt, answerEnd);
    lines[linesEnd++] = 0x7d;
    lines[linesEnd++] = NEWLINE;
    if (order.keepRows) {
      kept = withRoom(kept, keptEnd, rowBytes);
      keptEnd += bytes.copy(kept, keptEnd, rowStart, rowStart + rowBytes);
      lengths.push(rowBytes);
    }
    count += 1;
  }

  /** Of the text between quotes at `[from, to)`. */
  function pseudonym(from: number, to: number): string {
    let at = from;
    while (at < to && bytes[at] !== BACKSLASH) at++;
    if (at === to) return itemHash.of(bytes, from, to).slice(0, PSEUDONYM_LENGTH);
    const text = Buffer.from(JSON.parse(bytes.toString('utf8', from - 1, to + 1)) as string);
    return itemHash.of(text, 0, text.length).slice(0, PSEUDONYM_LENGTH);
  }

  return {
    begin: (nextOrder, from, csvColumns) => {
      order = nextOrder;
      itemHash = createRowHash(order.itemKey);
      inputHash = createRowHash(order.inputKey);
      prefix = `{"at":${order.at},`;
      format = from === 'json' ? 'ndjson' : from;
      columns = csvColumns;
      [linesEnd, keptEnd, count] = [0, 0, 0];
      lengths = [];
    },
    add: (rowWords, numRows, answers, signalsOf) => {
      ends = [{ lines: linesEnd, kept: keptEnd }];
      let answer = answers;
      for (let row = 0; row < numRows; row++) {
        const newline = bytes.indexOf(NEWLINE, answer);
        const word = row * ROW_WORDS;
        const signals = signalsOf === undefined ? '' : signalText(signalsOf(row));
        addRow(rowWords[word + (ROW_START >> 2)], rowWords[word + (ROW_LENGTH >> 2)], answer, newline, signals);
        ends.push({ lines: linesEnd, kept: keptEnd });
        answer = newline + 1;
      }
    },
    keep: (numRows) => {
      const surplus = ends.length - 1 - numRows;
      if (surplus <= 0) return;
      count -= surplus;
      ({ lines: linesEnd, kept: keptEnd } = ends[numRows]);
      if (order.keepRows) lengths.length -= surplus;
    },
    finish: () => {
      const rows: KeptRows = {
        format,
        ...(columns && { columns }),
        bytes: Uint8Array.prototype.slice.call(kept, 0, keptEnd),
        lengths: Uint32Array.from(lengths),
      };
      return {
        at: order.at,
        lines: Uint8Array.prototype.slice.call(lines, 0, linesEnd),
        count,
        ...(order.keepRows && { rows }),
      };
    },
  };
}

/** Those that say something: a signal that is not there was nothing, or not known. */
function signalText(signals: Signals): string {
  const found = Object.entries(signals).filter(([, value]) => value > 0);
  return found.length === 0 ? '' : `"signals":${JSON.stringify(Object.fromEntries(found))},`;
}

/** Where what follows the item id and its comma begins. */
function afterItemId(bytes: Buffer, at: number): number {
  if (bytes[at] !== QUOTE) return at + NULL.length;
  let end = at + 1;
  for (; bytes[end] !== QUOTE; end++) if (bytes[end] === BACKSLASH) end++;
  return end + 2;
}

function withRoom(bytes: Buffer, used: number, more: number): Buffer {
  if (used + more <= bytes.length) return bytes;
  const grown = Buffer.allocUnsafe(Math.max(1 << 16, 2 * (used + more)));
  bytes.copy(grown, 0, 0, used);
  return grown;
}

/** The entry of a row that was too long to be held: nothing is known of it but its fault. */
export function recordDropped(
  order: RecordingOrder,
  { from, csvHeader }: { from: Format; csvHeader?: readonly string[] },
  ndjsonAnswer: Uint8Array,
): RecordedBatch {
  const rest = Buffer.from(ndjsonAnswer)
    .toString('utf8', ITEM_ID.length + NULL.length)
    .trimEnd();
  const rows: KeptRows = {
    format: from === 'json' ? 'ndjson' : from,
    ...(csvHeader && { columns: csvHeader }),
    bytes: new Uint8Array(0),
    lengths: Uint32Array.of(NOT_KEPT),
  };
  return {
    at: order.at,
    lines: Buffer.from(`{"at":${order.at},${NO_ITEM}"input":null,"decision":{${rest}}\n`),
    count: 1,
    ...(order.keepRows && { rows }),
  };
}
