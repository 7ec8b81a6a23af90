/** Answer bytes back to values, for callers that screen objects and for replay. */
import { unpackMultiple } from 'msgpackr';
import type { Action, Answer } from '../../contract/decision.ts';

/** Every answer of a whole body. JSON is an array, msgpack a sequence of maps or one array of them. */
export function decodeAnswers(format: 'ndjson' | 'json' | 'msgpack', bytes: Uint8Array): Answer[] {
  switch (format) {
    case 'ndjson':
      return decodeLines(bytes);
    case 'json':
      return JSON.parse(textOf(bytes)) as Answer[];
    case 'msgpack':
      return bytes.length === 0 ? [] : ((unpackMultiple(bytes) ?? []).flat() as Answer[]);
  }
}

function decodeLines(bytes: Uint8Array): Answer[] {
  const text = textOf(bytes);
  // one parse of all lines as an array: newlines inside strings are always escaped
  const end = text.endsWith('\n') ? -1 : undefined;
  return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as Answer[];
}

/** What a CSV line carries: reasons are codes only, errors their code and place, and no bundle is named. */
export type CsvAnswer =
  | { itemId: string; action: Action; score: number; reasons: string[] }
  | { itemId: string; error: string; pointer: string };

/** Every line of a whole CSV answer, the header line first. */
export function decodeCsvAnswers(bytes: Uint8Array): CsvAnswer[] {
  return csvRecords(textOf(bytes))
    .slice(1)
    .map(([itemId, action, score, reasons, error, pointer]): CsvAnswer => {
      if (error !== '') return { itemId, error, pointer };
      return {
        itemId,
        action: action as Action,
        score: Number(score),
        reasons: reasons === '' ? [] : reasons.split(' '),
      };
    });
}

/** Fields of each line: plain up to the next comma or newline, or quoted with doubled quotes. */
function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\n]*))([,\n])/y;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    record.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === '\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
