/** Rules and policy are heard together: what neither can see of itself is checked here, when a bundle is made and opened. */
import { PosternError } from '../../contract/errors.ts';
import { REQUEST_SEPARATOR } from '../../contract/requestSeparator.ts';
import { reservedCodes } from '../../contract/reservedCodes.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Rule } from '../../rules/rule.ts';

/** @throws PosternError BUNDLE_INVALID that names the rule or band, and what contradicts what. */
export function checkCodes(rules: readonly Rule[], policy: Policy): void {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const shared = policy.bands.find((band) => byCode.has(band.code));
  if (shared) throw invalid(`code ${shared.code} is that of a rule and of a band; rename one of them`);
  const reserved = policy.bands.find((band) => reservedCodes.has(band.code));
  if (reserved) throw invalid(`policy: band ${reserved.code}: ${RESERVED}`);
  const unclear = policy.bands.find(({ carrierText }) => carrierText?.includes(REQUEST_SEPARATOR));
  if (unclear) throw invalid(`policy: band ${unclear.code}: ${SEPARATED}`);
  for (const rule of rules) {
    const fault = faultOf(rule);
    if (fault !== undefined) throw invalid(`${rule.place}: rule ${rule.code}: ${fault}`);
  }
  for (const code of policy.waivable) {
    const rule = byCode.get(code);
    if (rule === undefined) throw invalid(`policy: waivable: ${code} is the code of no rule`);
    if (rule.kind !== 'data') {
      throw invalid(`policy: waivable: rule ${code} is of kind ${rule.kind}; a waiver suspends asks for data only`);
    }
    if (rule.hard) throw invalid(`policy: waivable: rule ${code} is hard, which nothing suspends; drop one of the two`);
  }
}

const RESERVED = 'this code is that of a reason that answers make themselves; take another';
const SEPARATED = `carrierText: holds "${REQUEST_SEPARATOR}", which stands between requests; use another sign`;

/** What of a rule contradicts the rest of it. */
function faultOf({ code, carrierText, action, weight, hard, lowers }: Rule): string | undefined {
  if (reservedCodes.has(code)) return RESERVED;
  if (carrierText?.includes(REQUEST_SEPARATOR)) return SEPARATED;
  if (!Number.isFinite(weight)) return `weight: expected a finite number, got ${weight}`;
  if (action === null && weight === 0) return 'it neither acts nor weighs; give it an action or a weight';
  if (lowers && hard) return 'hard and lowers contradict each other: a hard rule only raises';
  if (lowers && action === null) return 'lowers needs an action: the most that a parcel may come to';
  if (hard && action === null) return 'hard needs an action; a weight alone is never hard';
  if (action === 'release' && !lowers) return 'action release lowers, which needs the right: set lowers to true';
  return undefined;
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', fault);
}
