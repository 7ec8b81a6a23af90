/** Answers and reasons in the bytes of each format: what TypeScript encodes for the core to lay beside its own. */
import type { Answer, Reason, RowError } from '../../contract/decision.ts';
import type { Format } from '../../contract/formats.ts';
import { csvAnswer, csvReasons } from './csv.ts';
import { jsonAnswer, jsonReasons } from './json.ts';
import { msgpackAnswer, msgpackReasons } from './msgpack.ts';

type Encoding = {
  /** @param isExplained decisions carry contributions, so CSV lines have a column for them */
  answer(answer: Answer, isExplained: boolean): Uint8Array;
  reasons(reasons: readonly Reason[]): Uint8Array;
  /** What ends a row in the answer of one task. */
  end: Uint8Array;
};

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');

const ndjson: Encoding = {
  answer: (answer) => text(jsonAnswer(answer)),
  reasons: (reasons) => text(jsonReasons(reasons)),
  end: text('\n'),
};

const encodings: Readonly<Record<Format, Encoding>> = {
  ndjson,
  json: { ...ndjson, end: text(',') },
  msgpack: { answer: msgpackAnswer, reasons: msgpackReasons, end: new Uint8Array(0) },
  csv: {
    answer: (answer, isExplained) => text(csvAnswer(answer, isExplained)),
    reasons: (reasons) => text(csvReasons(reasons)),
    end: text('\n'),
  },
};

/** The aside of a flagged row: its complete answer, without what ends the row, which the core writes. */
export function encodeAnswer(format: Format, answer: Answer, isExplained = false): Uint8Array {
  return encodings[format].answer(answer, isExplained);
}

/** The aside of a referred row: its reasons alone. See reasonWriter.ts for the same bytes without the objects. */
export function encodeReasons(format: Format, reasons: readonly Reason[]): Uint8Array {
  return encodings[format].reasons(reasons);
}

/** A whole row of its own, with what ends it: for a row that never reached the core. */
export function encodeRowError(format: Format, rowError: RowError, isExplained = false): Uint8Array {
  const { answer, end } = encodings[format];
  return Buffer.concat([answer(rowError, isExplained), end]);
}
