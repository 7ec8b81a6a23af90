/** Answers as JSON text: the same bytes, key by key, as the core writes for ordinary rows. */
import { type Answer, isRowError, type Reason } from '../../contract/decision.ts';

/** One answer without the newline that ends it. */
export function jsonAnswer(answer: Answer): string {
  const itemId = JSON.stringify(answer.itemId);
  if (isRowError(answer)) {
    const { code, pointer, expected, got } = answer.error;
    const error = JSON.stringify({ code, pointer, expected, got });
    return `{"itemId":${itemId},"error":${error},"bundle":"${answer.bundle}"}`;
  }
  const { action, score, probability, reasons, bundle } = answer;
  const scored = score === undefined ? '' : `,"score":${jsonNumber(score)}`;
  const probable = probability === undefined ? '' : jsonProbability(probability);
  return `{"itemId":${itemId},"action":"${action}"${scored}${probable},"reasons":${jsonReasons(reasons)},"bundle":"${bundle}"}`;
}

/** What stands after the score. */
export function jsonProbability(probability: number): string {
  return `,"probability":${jsonNumber(probability)}`;
}

export function jsonReasons(reasons: readonly Reason[]): string {
  return `[${reasons.map(jsonReason).join(',')}]`;
}

export function jsonReason({ code, source, weight, text }: Reason): string {
  const number = weight === null ? 'null' : jsonNumber(weight);
  return `{"code":${JSON.stringify(code)},"source":"${source}","weight":${number},"text":${JSON.stringify(text)}}`;
}

/** The shortest text that parses to the same double; JSON.stringify would lose the sign of -0. */
export function jsonNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
