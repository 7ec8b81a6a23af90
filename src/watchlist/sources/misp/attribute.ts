/** One attribute of MISP as it is written: its value, and whether it is for detection at all. */
import type { JsonObject } from '../../json/jsonLines.ts';
import type { Part } from './indicators.ts';

export type ReadAttribute = Part & { readonly isDeleted: boolean; readonly isForDetection: boolean };

/** The value of one that is for detection is a text; of others it is not looked at. */
export function readAttribute({
  type,
  value,
  deleted,
  to_ids,
  object_relation,
}: JsonObject): ReadAttribute | { reason: string } {
  const [isDeleted, isForDetection] = [flagOf(deleted), flagOf(to_ids)];
  if (typeof type !== 'string') return { reason: 'expected uuid and type: texts' };
  if (isDeleted === null) return { reason: 'expected deleted: true or false' };
  if (isForDetection === null) return { reason: 'expected to_ids: true or false' };
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '' && isForDetection && !isDeleted) return { reason: 'expected value: a text' };
  const relation = typeof object_relation === 'string' ? object_relation : type;
  return { relation, type, text, isDeleted, isForDetection };
}

/** Older exports write 1 and "1". Missing is false; null: neither. */
export function flagOf(value: unknown): boolean | null {
  if (value === true || value === 1 || value === '1') return true;
  return value === undefined || value === null || value === false || value === 0 || value === '0' ? false : null;
}
