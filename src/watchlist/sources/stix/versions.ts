/** Which version of an object counts: the newest by `modified`, of equal ones the revoked one. */
import type { JsonObject } from '../../json/jsonLines.ts';

type Version = { readonly time: number; readonly isRevoked: boolean };
export type Versions = Map<string, Version>;

/** Objects that have none are older than those that have one. */
const NO_TIME = Number.NEGATIVE_INFINITY;

export function addVersion(versions: Versions, { id, modified, revoked }: JsonObject): void {
  const time = timeOf(modified);
  if (typeof id !== 'string' || Number.isNaN(time)) return;
  const before = versions.get(id);
  const isRevoked = revoked === true;
  if (before === undefined || time > before.time || (time === before.time && isRevoked))
    versions.set(id, { time, isRevoked });
}

/** @returns null where the object itself counts */
export function supersededBy(
  versions: Versions,
  { id, modified, revoked }: JsonObject,
): 'newer' | 'revoked' | { reason: string } | null {
  const time = timeOf(modified);
  if (Number.isNaN(time)) return { reason: 'expected modified: a time, ISO 8601' };
  if (revoked !== undefined && typeof revoked !== 'boolean') return { reason: 'expected revoked: true or false' };
  const newest = versions.get(String(id));
  if (newest === undefined) return revoked === true ? 'revoked' : null;
  if (newest.time > time) return 'newer';
  return newest.isRevoked ? 'revoked' : null;
}

/** @returns NaN where it is no time */
function timeOf(modified: unknown): number {
  if (modified === undefined) return NO_TIME;
  return typeof modified === 'string' && /^\d{4}-\d\d-\d\dT/.test(modified) ? Date.parse(modified) : Number.NaN;
}
