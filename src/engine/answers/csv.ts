/** Answers as CSV lines: the same bytes as the core writes for ordinary rows. Reasons are codes joined by spaces. */
import { type Answer, isRowError, type Reason } from '../../contract/decision.ts';
import { jsonNumber } from './json.ts';

/** One line without the newline that ends it. */
export function csvAnswer(answer: Answer): string {
  const itemId = csvField(answer.itemId ?? '');
  if (isRowError(answer)) return `${itemId},,,,${answer.error.code},${csvField(answer.error.pointer)}`;
  return `${itemId},${answer.action},${jsonNumber(answer.score)},${csvReasons(answer.reasons)},,`;
}

/** Codes are capital letters, digits and _, which need no quotes. */
export function csvReasons(reasons: readonly Reason[]): string {
  return reasons.map((reason) => reason.code).join(' ');
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
