/**
 * Which identities are listed, for bundles hold their authors as well. One is listed where an indicator or a threat is
 * related to it or a wallet names it; and where nobody names it at all, so that it was put into the bundle for itself.
 * It is not where it is only the author of objects, a place of sighting or a victim.
 */
import type { JsonObject } from '../../json/jsonLines.ts';

export type Identities = { readonly bystanders: Set<string>; readonly subjects: Set<string> };

const threats: ReadonlySet<string> = new Set([
  'indicator',
  'threat-actor',
  'intrusion-set',
  'campaign',
  'malware',
  'observed-data',
  'cryptocurrency-wallet',
  'x-cryptocurrency-wallet',
]);
const wallets: ReadonlySet<string> = new Set(['cryptocurrency-wallet', 'x-cryptocurrency-wallet']);
const harms: ReadonlySet<unknown> = new Set(['targets', 'compromises', 'impersonates', 'mitigates']);

export function isListed(id: string, { bystanders, subjects }: Identities): boolean {
  return subjects.has(id) || !bystanders.has(id);
}

export function addRoles({ bystanders, subjects }: Identities, value: JsonObject): void {
  const { id, type, created_by_ref, where_sighted_refs, relationship_type, source_ref, target_ref } = value;
  const stand = (ref: unknown): void => {
    if (isIdentity(ref) && ref !== id) bystanders.add(ref);
  };
  stand(created_by_ref);
  if (type === 'sighting' && Array.isArray(where_sighted_refs)) for (const ref of where_sighted_refs) stand(ref);
  if (type === 'relationship') {
    if (harms.has(relationship_type)) stand(target_ref);
    else {
      if (isThreat(source_ref) && isIdentity(target_ref)) subjects.add(target_ref);
      if (isThreat(target_ref) && isIdentity(source_ref)) subjects.add(source_ref);
    }
  }
  if (wallets.has(String(type))) for (const ref of namedIn(value)) if (isIdentity(ref)) subjects.add(ref);
}

/** Holder, owner: whatever an extension calls it. */
function namedIn(wallet: JsonObject): unknown[] {
  return Object.entries(wallet).flatMap(([key, value]) =>
    /_refs?$/.test(key) && key !== 'created_by_ref' && key !== 'object_marking_refs' ? value : [],
  );
}

function isThreat(ref: unknown): boolean {
  return typeof ref === 'string' && threats.has(ref.split('--', 1)[0]);
}

function isIdentity(ref: unknown): ref is string {
  return typeof ref === 'string' && ref.startsWith('identity--');
}
