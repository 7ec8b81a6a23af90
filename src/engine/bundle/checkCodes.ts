/** Rules and bands speak in one list of reasons: a code means one thing there. */
import { PosternError } from '../../contract/errors.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Rule } from '../../rules/rule.ts';

/** @throws PosternError BUNDLE_INVALID that names the code which a rule and a band share. */
export function checkCodes(rules: readonly Rule[], policy: Policy): void {
  const codes = new Set(rules.map((rule) => rule.code));
  const shared = policy.bands.find((band) => codes.has(band.code));
  if (shared) {
    throw new PosternError('BUNDLE_INVALID', `code ${shared.code} is that of a rule and of a band; rename one of them`);
  }
}
