/** All that was looked at on one parcel, in one list of one shape: what an officer or an auditor asks for. */
import type { Contribution, Evidence, Reason } from '../contract/decision.ts';
import { bandOf, type Decider, type Verdict } from '../policy/decider.ts';
import { bandReason, ruleReason } from '../policy/reasons.ts';
import { modelReason } from './rowExplainer.ts';

export type Looked = {
  readonly decider: Decider;
  readonly verdict: Verdict;
  /** Numbers of the rules that hit, rising. */
  readonly hits: readonly number[];
  /** Rules that ended in an error, which did not fire. */
  readonly failures: readonly { readonly rule: number; readonly why: string }[];
  readonly findings: readonly { readonly code: string; readonly text: string }[];
  /** What of the parcel is on a list. */
  readonly listed: readonly Evidence[];
  readonly contributions: readonly Contribution[];
};

/** Rules that hit and rules that failed, in their order, the band, findings, lists, then features by what they add. */
export function evidenceOf({ decider, verdict, hits, failures, findings, listed, contributions }: Looked): Evidence[] {
  const band = bandOf(decider, verdict.rank);
  return [
    ...hits.map((rule) => {
      const isWaived = verdict.waived && decider.isWaivable[rule] !== 0;
      const reason = ruleReason(decider.rules[rule]);
      return isWaived ? { ...found(reason), state: 'waived' as const, why: WAIVED } : found(reason);
    }),
    ...failures.map(({ rule, why }) => ({
      ...found(ruleReason(decider.rules[rule])),
      state: 'not evaluated' as const,
      why,
    })),
    ...(band < 0 ? [] : [found(bandReason(decider.policy.bands[band]))]),
    ...findings.map(({ code, text }) => found({ code, source: 'finding', weight: null, text })),
    ...listed,
    ...contributions.map((contribution) => found(modelReason(contribution))),
  ];
}

const WAIVED = 'The origin is waived from this ask on the day of the parcel';

function found({ code, source, weight, text }: Omit<Reason, 'source'> & Pick<Evidence, 'source'>): Evidence {
  return { code, source, weight, text, state: 'found', why: null };
}
