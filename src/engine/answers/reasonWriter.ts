/** Writes the reasons of referred rows from pieces that are encoded once a bundle, not once a row. */
import type { Reason } from '../../contract/decision.ts';
import type { Format } from '../../contract/formats.ts';
import { bandOf, type Decider, furtherRules, type HitList, MAX_RULE_REASONS } from '../../policy/decider.ts';
import { MAX_RULES } from '../../rules/rule.ts';
import { jsonReason } from './json.ts';
import { msgpackArrayHeader, msgpackReason } from './msgpack.ts';

export type ReasonWriter = {
  /** Most bytes that one row's reasons can take. */
  readonly maxBytes: number;
  /**
   * Writes the reasons of one row into `out` at `at` and returns the index after them. The row's hits are `count` rules
   * of `hitList` from `first` on. The caller sees to `maxBytes` of room.
   */
  write(out: Uint8Array, at: number, margin: number, hitList: HitList, first: number, count: number): number;
};

type Style = {
  open(numReasons: number): Uint8Array;
  between: Uint8Array;
  close: Uint8Array;
  piece(reason: Reason): Uint8Array;
};

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const NOTHING = new Uint8Array(0);
const OPEN = text('[');

const jsonStyle: Style = {
  open: () => OPEN,
  between: text(','),
  close: text(']'),
  piece: (reason) => text(jsonReason(reason)),
};

const styles: Readonly<Record<Format, Style>> = {
  ndjson: jsonStyle,
  json: jsonStyle,
  msgpack: { open: msgpackArrayHeader, between: NOTHING, close: NOTHING, piece: msgpackReason },
  csv: { open: () => NOTHING, between: text(' '), close: NOTHING, piece: (reason) => text(reason.code) },
};

/** The writer of a format for a bundle's rules and bands. */
export function createReasonWriter(format: Format, decider: Decider): ReasonWriter {
  const style = styles[format];
  const rulePieces = decider.ruleReasons.map(style.piece);
  const bandPieces = decider.bandReasons.map(style.piece);
  const longest = (pieces: readonly Uint8Array[]): number => Math.max(0, ...pieces.map((piece) => piece.length));
  const others = Math.max(longest(bandPieces), style.piece(furtherRules(MAX_RULES)).length);
  const numRules = Math.min(rulePieces.length, MAX_RULE_REASONS);
  const widest = numRules * (longest(rulePieces) + style.between.length) + 2 * (others + style.between.length);

  const write: ReasonWriter['write'] = (out, start, margin, hitList, first, count) => {
    const band = bandOf(decider, margin);
    const numNamed = Math.min(count, MAX_RULE_REASONS);
    const numReasons = numNamed + (count > numNamed ? 1 : 0) + (band < 0 ? 0 : 1);
    let at = append(out, start, style.open(numReasons));
    let left = numReasons;
    const add = (piece: Uint8Array): void => {
      at = append(out, at, piece);
      if (--left > 0) at = append(out, at, style.between);
    };
    for (let i = first; i < first + numNamed; i++) add(rulePieces[hitList[i]]);
    if (count > numNamed) add(style.piece(furtherRules(count - numNamed)));
    if (band >= 0) add(bandPieces[band]);
    return append(out, at, style.close);
  };
  return { maxBytes: widest + 8, write };
}

function append(out: Uint8Array, at: number, bytes: Uint8Array): number {
  out.set(bytes, at);
  return at + bytes.length;
}
