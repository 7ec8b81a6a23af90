/**
 * Answers as CSV lines: the same bytes as the core writes for ordinary rows. Reasons are codes joined by spaces, each
 * with its weight after a colon where it has one; what a carrier is asked is text, joined by ` | `, which no text for carriers may hold (`checkCodes`).
 */
import { type Answer, isRowError, type Reason } from '../../contract/decision.ts';
import { REQUEST_SEPARATOR } from '../../contract/requestSeparator.ts';
import type { Tier } from '../../contract/tier.ts';
import { jsonNumber } from './json.ts';

/** The header line of CSV answers. */
export const csvAnswerHeader: Readonly<Record<Tier, string>> = {
  officer: 'itemId,action,score,probability,reasons,error,pointer\n',
  carrier: 'itemId,action,requests,error,pointer\n',
};

/** One line without the newline that ends it. */
export function csvAnswer(answer: Answer, tier: Tier): string {
  const itemId = csvField(answer.itemId ?? '');
  if (isRowError(answer)) {
    const { code, pointer } = answer.error;
    return `${itemId}${tier === 'officer' ? ',,,,,' : ',,,'}${code},${csvField(pointer)}`;
  }
  const { action, score, probability, reasons } = answer;
  if (tier === 'carrier') return `${itemId},${action},${csvRequests(reasons)},,`;
  const numbers = [score, probability].map((value) => (value === undefined ? '' : jsonNumber(value)));
  return `${itemId},${action},${numbers.join(',')},${csvReasons(reasons)},,`;
}

export function csvReasons(reasons: readonly Reason[]): string {
  return reasons.map(csvReason).join(' ');
}

/** Codes are capital letters, digits and _, which need no quotes. */
export function csvReason({ code, weight }: Reason): string {
  return weight === null ? code : `${code}:${jsonNumber(weight)}`;
}

export function csvRequests(reasons: readonly Reason[]): string {
  return csvField(reasons.map((reason) => reason.text).join(` ${REQUEST_SEPARATOR} `));
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
