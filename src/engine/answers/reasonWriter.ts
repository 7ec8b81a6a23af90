/** Writes the reasons of referred rows from pieces that are encoded once a bundle, not once a row. */
import type { Reason } from '../../contract/decision.ts';
import type { Format } from '../../contract/formats.ts';
import type { Tier } from '../../contract/tier.ts';
import { bandOf, type Decider, type HitList, type Verdict } from '../../policy/decider.ts';
import {
  bandReason,
  furtherRules,
  MAX_RULE_REASONS,
  namedRules,
  requestsOf,
  ruleReason,
  spoken,
} from '../../policy/reasons.ts';
import { csvReason } from './csv.ts';
import { encodeReasons } from './encode.ts';
import { jsonReason } from './json.ts';
import { msgpackArrayHeader, msgpackReason } from './msgpack.ts';

export type ReasonWriter = {
  /** Most bytes that one row's reasons can take, without those of the model. */
  readonly maxBytes: number;
  /**
   * Writes the reasons of one row into `out` at `at` and returns the index after them; nothing for a carrier of whom
   * nothing is asked. The row's hits are `count` rules of `hitList` from `first` on. The caller sees to room.
   * @param model reasons of the model, which stand last; never written for carriers
   */
  write(
    out: Uint8Array,
    at: number,
    verdict: Verdict,
    hitList: HitList,
    first: number,
    count: number,
    model: readonly Reason[],
  ): number;
};

/** More than a reason takes beside its code and text, and a model's in all. */
export const REASON_BYTES = 256;

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
  csv: { open: () => NOTHING, between: text(' '), close: NOTHING, piece: (reason) => text(csvReason(reason)) },
};

/** The writer of a format for a bundle's rules and bands. */
export function createReasonWriter(format: Format, decider: Decider, tier: Tier): ReasonWriter {
  const { rules, policy } = decider;
  const widest = [...rules, ...policy.bands].reduce((most, voice) => Math.max(most, roomFor(voice)), REASON_BYTES);
  // each rule and the sentence on further ones, the band
  const maxBytes = (Math.min(rules.length, MAX_RULE_REASONS) + 2) * widest;
  return {
    maxBytes,
    write: tier === 'carrier' ? carrierWrite(format, decider) : officerWrite(styles[format], decider),
  };
}

/** JSON and CSV may double a quote or a backslash. */
function roomFor({ text: words, carrierText }: { text: string; carrierText: string | null }): number {
  return REASON_BYTES + 2 * Math.max(Buffer.byteLength(words), Buffer.byteLength(carrierText ?? ''));
}

function officerWrite(style: Style, decider: Decider): ReasonWriter['write'] {
  const { rules, policy, isWaivable } = decider;
  // encoded when they are first written: a bundle may have thousands of rules, and few ever hit
  const rulePieces: (Uint8Array | undefined)[] = rules.map(() => undefined);
  const bandPieces = policy.bands.map((band) => style.piece(bandReason(band)));
  const pieceOf = (rule: number): Uint8Array => (rulePieces[rule] ??= style.piece(ruleReason(rules[rule])));
  return (out, start, verdict, hitList, first, count, model) => {
    const isSilent = (rule: number): boolean => verdict.waived && isWaivable[rule] !== 0;
    let numRules = 0;
    for (let i = first; i < first + count; i++) if (!isSilent(hitList[i])) numRules++;
    const numNamed = Math.min(numRules, MAX_RULE_REASONS);
    const band = bandOf(decider, verdict.rank);
    const numReasons = numNamed + (numRules > numNamed ? 1 : 0) + (band < 0 ? 0 : 1) + model.length;
    let at = append(out, start, style.open(numReasons));
    let left = numReasons;
    const add = (piece: Uint8Array): void => {
      at = append(out, at, piece);
      if (--left > 0) at = append(out, at, style.between);
    };
    if (numRules > numNamed) {
      for (const rule of namedRules(decider, verdict, spoken(decider, verdict, hitList, first, count))) {
        add(pieceOf(rule));
      }
      add(style.piece(furtherRules(numRules - numNamed)));
    } else {
      for (let i = first; i < first + count; i++) if (!isSilent(hitList[i])) add(pieceOf(hitList[i]));
    }
    if (band >= 0) add(bandPieces[band]);
    for (const reason of model) add(style.piece(reason));
    return append(out, at, style.close);
  };
}

function carrierWrite(format: Format, decider: Decider): ReasonWriter['write'] {
  return (out, at, verdict, hitList, first, count) => {
    const requests = requestsOf(decider, verdict, hitList, first, count);
    return requests.length === 0 ? at : append(out, at, encodeReasons(format, requests, 'carrier'));
  };
}

function append(out: Uint8Array, at: number, bytes: Uint8Array): number {
  out.set(bytes, at);
  return at + bytes.length;
}
