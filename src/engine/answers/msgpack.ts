/**
 * Answers as msgpack plain maps: the same bytes, key by key, as the core writes for ordinary rows, which a general
 * encoder would not give (it shortens whole scores to integers). Only the few types of an answer are written.
 */
import { type Answer, isRowError, type Reason } from '../../contract/decision.ts';

const NIL = Uint8Array.of(0xc0);

/** One answer: a map of four keys for carriers, of five or six for officers, or of three for a row error. */
export function msgpackAnswer(answer: Answer): Uint8Array {
  const itemId = answer.itemId === null ? NIL : msgpackText(answer.itemId);
  if (isRowError(answer)) {
    const { code, pointer, expected, got } = answer.error;
    const error = map({
      code: msgpackText(code),
      pointer: msgpackText(pointer),
      expected: msgpackText(expected),
      got: msgpackText(got),
    });
    return map({ itemId, error, bundle: msgpackText(answer.bundle) });
  }
  const { action, score, probability, reasons, bundle } = answer;
  return map({
    itemId,
    action: msgpackText(action),
    ...(score !== undefined && { score: float64(score) }),
    ...(probability !== undefined && { probability: float64(probability) }),
    reasons: msgpackReasons(reasons),
    bundle: msgpackText(bundle),
  });
}

export function msgpackReasons(reasons: readonly Reason[]): Uint8Array {
  return Buffer.concat([msgpackArrayHeader(reasons.length), ...reasons.map(msgpackReason)]);
}

export function msgpackReason({ code, source, weight, text: words }: Reason): Uint8Array {
  return map({
    code: msgpackText(code),
    source: msgpackText(source),
    weight: weight === null ? NIL : float64(weight),
    text: msgpackText(words),
  });
}

/** Key and value, as they stand after the score. */
export function msgpackProbability(probability: number): Uint8Array {
  return Buffer.concat([msgpackText('probability'), float64(probability)]);
}

/** fixarray or array 16: rules and bands together are fewer than 65,536. */
export function msgpackArrayHeader(length: number): Uint8Array {
  return length < 16 ? Uint8Array.of(0x90 | length) : Uint8Array.of(0xdc, length >> 8, length & 255);
}

/** Header of a map of at most 15 entries. */
function msgpackFixmap(numEntries: number): Uint8Array {
  return Uint8Array.of(0x80 | numEntries);
}

/** At most 15 entries. */
function map(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = [msgpackFixmap(Object.keys(entries).length)];
  for (const [key, value] of Object.entries(entries)) parts.push(msgpackText(key), value);
  return Buffer.concat(parts);
}

/** The shortest string header. A lone surrogate becomes U+FFFD, as msgpack text is UTF-8. */
function msgpackText(value: string): Uint8Array {
  const utf8 = Buffer.from(value, 'utf8');
  const { length } = utf8;
  if (length < 32) return Buffer.concat([Uint8Array.of(0xa0 | length), utf8]);
  if (length < 256) return Buffer.concat([Uint8Array.of(0xd9, length), utf8]);
  return Buffer.concat([Uint8Array.of(0xda, length >> 8, length & 255), utf8]);
}

function float64(value: number): Uint8Array {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xcb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}
