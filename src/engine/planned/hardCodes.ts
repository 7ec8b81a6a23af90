/** Codes of the rules whose hits capacity never releases, by bundle: a batch may outlast the bundle it began with. */
import { openBundle } from '../bundle/openBundle.ts';

/** @param bytes of a bundle that was verified, or is before anything is answered by it */
export function hardCodesOf(bytes: Uint8Array): { readonly hash: string; readonly codes: ReadonlySet<string> } {
  const { hash, ruleSet } = openBundle(bytes, { trustedKeys: {}, check: false });
  return { hash, codes: new Set(ruleSet.filter(({ hard }) => hard).map(({ code }) => code)) };
}
