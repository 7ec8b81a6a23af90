/** Rules to the section that the core reads: see compile/. */
import { PosternError } from '../contract/errors.ts';
import { findings } from '../contract/findings.ts';
import { compileConditions, ConditionRefused } from './compile/compileConditions.ts';
import type { Places } from './compile/places.ts';
import type { Rule } from './rule.ts';

/**
 * The table of checked rules. Its bytes depend on nothing but the conditions, the places and the finding table.
 * @throws PosternError BUNDLE_INVALID that names the rule which cannot run in the core, and why
 */
export function compileRules(
  rules: readonly Pick<Rule, 'code' | 'condition' | 'place'>[],
  places: Places,
): Uint8Array<ArrayBuffer> {
  const codes = findings.map((finding) => finding.code);
  try {
    return compileConditions(
      rules.map((rule) => rule.condition),
      places,
      codes,
    );
  } catch (cause) {
    if (!(cause instanceof ConditionRefused)) throw cause;
    const { place, code } = rules[cause.condition];
    throw new PosternError('BUNDLE_INVALID', `${place} (${code}): ${cause.message}`, { details: { place }, cause });
  }
}
