/** Answers and reasons in the bytes of each format: what TypeScript encodes for the core to lay beside its own. */
import type { Answer, Reason, RowError } from '../../contract/decision.ts';
import type { Format } from '../../contract/formats.ts';
import type { Tier } from '../../contract/tier.ts';
import { csvAnswer, csvReasons, csvRequests } from './csv.ts';
import { jsonAnswer, jsonNumber, jsonProbability, jsonReasons } from './json.ts';
import { msgpackAnswer, msgpackProbability, msgpackReasons } from './msgpack.ts';

type Encoding = {
  answer(answer: Answer, tier: Tier): Uint8Array;
  reasons(reasons: readonly Reason[], tier: Tier): Uint8Array;
  /** As it stands after the score. */
  probability(probability: number): Uint8Array;
  /** What ends a row in the answer of one task. */
  end: Uint8Array;
};

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');

const ndjson: Encoding = {
  answer: (answer) => text(jsonAnswer(answer)),
  reasons: (reasons) => text(jsonReasons(reasons)),
  probability: (probability) => text(jsonProbability(probability)),
  end: text('\n'),
};

const encodings: Readonly<Record<Format, Encoding>> = {
  ndjson,
  json: { ...ndjson, end: text(',') },
  msgpack: {
    answer: msgpackAnswer,
    reasons: msgpackReasons,
    probability: msgpackProbability,
    end: new Uint8Array(0),
  },
  csv: {
    answer: (answer, tier) => text(csvAnswer(answer, tier)),
    reasons: (reasons, tier) => text(tier === 'carrier' ? csvRequests(reasons) : csvReasons(reasons)),
    probability: (probability) => text(jsonNumber(probability)),
    end: text('\n'),
  },
};

/**
 * The aside of a flagged row: its complete answer, without what ends the row, which the core writes.
 * @param tier whom the answer was made for; CSV has other columns for carriers
 */
export function encodeAnswer(format: Format, answer: Answer, tier: Tier): Uint8Array {
  return encodings[format].answer(answer, tier);
}

/** The aside of a referred row: its reasons alone. See reasonWriter.ts for the same bytes without the objects. */
export function encodeReasons(format: Format, reasons: readonly Reason[], tier: Tier): Uint8Array {
  return encodings[format].reasons(reasons, tier);
}

export function encodeProbability(format: Format, probability: number): Uint8Array {
  return encodings[format].probability(probability);
}

/** A whole row of its own, with what ends it: for a row that never reached the core. */
export function encodeRowError(format: Format, rowError: RowError, tier: Tier): Uint8Array {
  const { answer, end } = encodings[format];
  return Buffer.concat([answer(rowError, tier), end]);
}
