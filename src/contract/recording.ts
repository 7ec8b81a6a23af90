/**
 * What passes between those who screen and those who keep a decision log: screening writes nothing, it hands out,
 * beside each batch of answers, the lines that a log must hold before the answers may be sent.
 */
import type { Answer } from './decision.ts';

/** How the rows of one batch are to be taken down. */
export type RecordingOrder = {
  /** Epoch ms of the decisions. */
  readonly at: number;
  /** Keys of that day for the pseudonym of an item, and for the hash of a row. */
  readonly itemKey: Uint8Array;
  readonly inputKey: Uint8Array;
  /** Hand out the rows themselves too. */
  readonly keepRows: boolean;
};

/** Rows of one batch, one after another without separators. */
export type KeptRows = {
  /** A row of a JSON array is kept as a row of NDJSON: they are read the same way. */
  readonly format: 'ndjson' | 'msgpack' | 'csv';
  /** Column names, of CSV. */
  readonly columns?: readonly string[];
  readonly bytes: Uint8Array;
  /** Bytes of each row; `NOT_KEPT` for one of which nothing is left. */
  readonly lengths: Uint32Array;
};

export const NOT_KEPT = 0xffff_ffff;

/** Entries of a log, in the order of the rows. */
export type RecordedBatch = {
  readonly at: number;
  /** NDJSON, each line ended by a newline. */
  readonly lines: Uint8Array;
  readonly count: number;
  /** One a line, where rows are kept. */
  readonly rows?: KeptRows;
};

/** Answers, and what must be on disk before they are sent. */
export type RecordedPart = {
  readonly answers: readonly Uint8Array[];
  readonly recorded: readonly RecordedBatch[];
};

export type RecordedAnswer = { readonly answer: Answer; readonly recorded: RecordedBatch };
