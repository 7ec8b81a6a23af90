/** Answers as JSON text: the same bytes, key by key, as the core writes for ordinary rows. */
import { type Answer, type Contribution, isRowError, type Reason } from '../../contract/decision.ts';

/** One answer without the newline that ends it. */
export function jsonAnswer(answer: Answer): string {
  const itemId = JSON.stringify(answer.itemId);
  if (isRowError(answer)) {
    const { code, pointer, expected, got } = answer.error;
    const error = JSON.stringify({ code, pointer, expected, got });
    return `{"itemId":${itemId},"error":${error},"bundle":"${answer.bundle}"}`;
  }
  const { action, score, reasons, contributions, bundle } = answer;
  const explained = contributions === undefined ? '' : jsonContributions(contributions);
  return `{"itemId":${itemId},"action":"${action}","score":${jsonNumber(score)},"reasons":${jsonReasons(reasons)}${explained},"bundle":"${bundle}"}`;
}

export function jsonReasons(reasons: readonly Reason[]): string {
  return `[${reasons.map(jsonReason).join(',')}]`;
}

export function jsonReason({ code, source, text }: Reason): string {
  return JSON.stringify({ code, source, text });
}

/** `,"contributions":[{"name":...,"value":...,"unit":...,"contribution":...},...]` */
function jsonContributions(contributions: readonly Contribution[]): string {
  return `,"contributions":[${contributions.map(jsonContribution).join(',')}]`;
}

function jsonContribution({ name, value, unit, contribution }: Contribution): string {
  const [start, middle] = jsonContributionPieces(name, unit);
  return `${start}${value === null ? 'null' : jsonNumber(value)}${middle}${jsonNumber(contribution)}}`;
}

/** What stands before the value and before the contribution. */
export function jsonContributionPieces(name: string, unit: string): [start: string, middle: string] {
  return [`{"name":${JSON.stringify(name)},"value":`, `,"unit":${JSON.stringify(unit)},"contribution":`];
}

/** The shortest text that parses to the same double; JSON.stringify would lose the sign of -0. */
export function jsonNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
