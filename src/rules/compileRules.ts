/**
 * Rules as the core reads them: one headed table of u64 masks over findings (bit = position in the finding table).
 *
 *   0     u32  number of rules
 *   8     u64  trigger findings: no other finding can start a rule
 *   16    u64  x 64: rules that finding b starts, one bit a rule
 *   528   u64  x 3 a rule: all, any, none
 *
 * A parcel has few findings and most rules need a rare one, so the core goes from findings to candidate rules
 * instead of testing every rule on every row.
 */
import { findingBit, findings } from '../contract/findings.ts';
import { masksOf, type RuleCondition } from './maskRules.ts';
import type { Rule } from './rule.ts';

export const RULES_TRIGGERS = 8;
export const RULES_STARTED = 16;
export const RULES_MASKS: number = RULES_STARTED + 64 * 8;
export const RULE_BYTES = 24;

/** Findings that stand for the rarest facts make the best triggers. */
const RARITY = { risk: 2, data: 1, context: 0 } as const;

/** The table of checked rules (parseRules). Its bytes depend on nothing but the rules and the finding table. */
export function compileRules(rules: readonly Rule[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(RULES_MASKS + rules.length * RULE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rules.length, true);
  let triggers = 0n;
  const started = new BigUint64Array(64);
  rules.forEach((rule, r) => {
    const at = RULES_MASKS + r * RULE_BYTES;
    const condition = masksOf(rule.condition);
    view.setBigUint64(at, maskOf(condition.all), true);
    // an absent `any` is 0, which the core reads as no demand
    view.setBigUint64(at + 8, maskOf(condition.any), true);
    view.setBigUint64(at + 16, maskOf(condition.none), true);
    for (const code of triggersOf(condition)) {
      const bit = bitOf(code);
      triggers |= 1n << BigInt(bit);
      started[bit] |= 1n << BigInt(r);
    }
  });
  view.setBigUint64(RULES_TRIGGERS, triggers, true);
  started.forEach((mask, bit) => view.setBigUint64(RULES_STARTED + bit * 8, mask, true));
  return bytes;
}

/** Findings of which at least one is set whenever the rule hits. */
function triggersOf({ all, any }: RuleCondition): readonly string[] {
  if (all === undefined || all.length === 0) return any ?? [];
  return [all.reduce((best, code) => (rarityOf(code) > rarityOf(best) ? code : best))];
}

function rarityOf(code: string): number {
  return RARITY[findings[bitOf(code)].kind];
}

function maskOf(codes: readonly string[] = []): bigint {
  return codes.reduce((mask, code) => mask | (1n << BigInt(bitOf(code))), 0n);
}

function bitOf(code: string): number {
  const bit = findingBit(code);
  if (bit === undefined) throw new RangeError(`expected a finding code, got ${code}`);
  return bit;
}
