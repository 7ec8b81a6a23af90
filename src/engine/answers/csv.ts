/** Answers as CSV lines: the same bytes as the core writes for ordinary rows. Reasons are codes joined by spaces. */
import { type Answer, isRowError, type Reason } from '../../contract/decision.ts';
import { csvContributions } from './contributionWriter.ts';
import { jsonNumber } from './json.ts';

/**
 * One line without the newline that ends it.
 * @param isExplained there is a column of contributions after the reasons
 */
export function csvAnswer(answer: Answer, isExplained: boolean): string {
  const itemId = csvField(answer.itemId ?? '');
  if (isRowError(answer))
    return `${itemId},,,,${isExplained ? ',' : ''}${answer.error.code},${csvField(answer.error.pointer)}`;
  const contributions = isExplained ? `,${csvContributions(answer.contributions ?? [])}` : '';
  return `${itemId},${answer.action},${jsonNumber(answer.score)},${csvReasons(answer.reasons)}${contributions},,`;
}

/** Codes are capital letters, digits and _, which need no quotes. */
export function csvReasons(reasons: readonly Reason[]): string {
  return reasons.map((reason) => reason.code).join(' ');
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
