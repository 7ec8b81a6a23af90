/** Comparisons with a text that a field can never hold: a mistyped code would otherwise be a rule that never fires. */
import type { Expression } from '../expression.ts';
import { leavesOfItem, recordLeaves } from '../recordLeaves.ts';
import type { Field } from '../../contract/fields.ts';
import { hint } from './nearestName.ts';
import { Refusal } from './refusal.ts';

/**
 * @param isOrdered  The texts are asked for their order: then only dates must be dates.
 * @throws Refusal where `side` is a field with a closed form and `other` a constant that is not of it
 */
export function checkPossible(offset: number, side: Expression, other: Expression, isOrdered: boolean): void {
  if (other.kind !== 'constant' || other.type !== 'string' || (side.kind !== 'field' && side.kind !== 'item')) return;
  const leaves = side.kind === 'field' ? recordLeaves : leavesOfItem(side.list);
  const field = leaves.get(side.path)?.field;
  // a missing line before a given one is ''
  if (side.kind === 'item' && side.path === '') return;
  if (isOrdered && field?.kind !== 'date') return;
  const fault = field === undefined ? undefined : faultOf(field, other.value);
  if (fault !== undefined) throw new Refusal(offset, `got ${JSON.stringify(other.value)}: ${side.path} ${fault}`);
}

function faultOf(field: Field, text: string): string | undefined {
  if (text === '') return "is absent rather than ''; write has(x) or !has(x)";
  switch (field.kind) {
    case 'code': {
      if (field.values.includes(text)) return undefined;
      return `is one of ${field.values.join(', ')}${hint(text, field.values)}`;
    }
    case 'country':
      return /^[A-Z]{2}$/.test(text) ? undefined : 'is two capital letters (ISO 3166)';
    case 'currency':
      return /^[A-Z]{3}$/.test(text) ? undefined : 'is three capital letters (ISO 4217)';
    case 'date':
      return isDate(text) ? undefined : 'is a calendar date YYYY-MM-DD';
    default:
      return undefined;
  }
}

function isDate(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
