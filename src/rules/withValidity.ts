/** A condition that holds only on the days of its rule. */
import type { Expression } from './expression.ts';

const DAY_MS = 86_400_000;

/**
 * A parcel that tells no day is judged by every rule but those that lower: an expired right must not come back by
 * leaving the day away.
 * @param validFrom   First day, YYYY-MM-DD, checked; null: since ever.
 * @param validUntil  The day after the last; null: for good.
 * @param lowers      Of the rule: with a bound it acts only on parcels of a known day.
 */
export function withValidity(
  condition: Expression,
  validFrom: string | null,
  validUntil: string | null,
  lowers: boolean,
): Expression {
  const bounds: Expression[] = [];
  if (validFrom !== null) bounds.push(dayCompared('>=', validFrom));
  if (validUntil !== null) bounds.push(dayCompared('<', validUntil));
  if (bounds.length === 0) return condition;
  const known: Expression = { kind: 'has', type: 'bool', of: { kind: 'day' } };
  const asked = condition.kind === 'and' ? condition.of : [condition];
  if (lowers) return { kind: 'and', type: 'bool', of: [known, ...bounds, ...asked] };
  const unknown: Expression = { kind: 'not', type: 'bool', of: known };
  const within: Expression = bounds.length === 1 ? bounds[0] : { kind: 'and', type: 'bool', of: bounds };
  const valid: Expression = { kind: 'or', type: 'bool', of: [unknown, within] };
  return { kind: 'and', type: 'bool', of: [valid, ...asked] };
}

function dayCompared(operator: '>=' | '<', date: string): Expression {
  const day = BigInt(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
  const right: Expression = { kind: 'constant', type: 'int', value: day };
  return { kind: 'compare', type: 'bool', operator, left: { kind: 'day', type: 'int' }, right };
}
