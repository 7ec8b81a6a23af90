/** Rules as policy hears them, and random ones of every kind. */
import { actions } from '../../src/contract/decision.ts';
import type { RuleVoice } from '../../src/policy/decider.ts';
import type { Random } from './random.ts';

export function voice(code: string, given: Partial<RuleVoice> = {}): RuleVoice {
  return {
    code,
    text: `${code} "hit" 山`,
    carrierText: null,
    kind: 'risk',
    action: 'rfs',
    weight: 0,
    hard: false,
    lowers: false,
    ...given,
  };
}

export function randomVoices(random: Random, count: number): RuleVoice[] {
  return Array.from({ length: count }, (_, i) => {
    const lowers = random.chance(0.15);
    const kind = lowers ? 'risk' : random.pick(['risk', 'data', 'list', 'link'] as const);
    const weighsOnly = !lowers && random.chance(0.3);
    return voice(`RULE_${i}`, {
      kind,
      lowers,
      action: weighsOnly ? null : lowers ? random.pick(actions) : random.pick(actions.slice(1)),
      weight: weighsOnly || random.chance(0.3) ? (random.below(400) - 200) / 100 : 0,
      hard: !lowers && !weighsOnly && kind !== 'data' && random.chance(0.2),
      carrierText: random.chance(0.3) ? `Please send "paper" ${i % 3}, and more` : null,
    });
  });
}
