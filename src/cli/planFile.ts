/** Files of the `plan` commands: the plan, its key, and what the selectors remember between runs. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { NOT_UTF8, utf8Text } from '../base/utf8Text.ts';
import { parseKey } from '../capacity/draw.ts';
import { parsePlan } from '../capacity/parsePlan.ts';
import type { Plan } from '../capacity/plan.ts';
import { PosternError } from '../contract/errors.ts';
import { openBundle } from '../engine/bundle/openBundle.ts';
import { readDefaultBundle } from '../engine/defaultBundle.ts';
import type { PlanStates } from './planDesk.ts';

export function readPlan(path: string): Plan {
  const text = utf8Text(readFileSync(path));
  if (text === null) throw new PosternError('PLAN_INVALID', `${path}: ${NOT_UTF8}`);
  return parsePlan(text, path);
}

export function readKey(path: string): Uint8Array {
  return parseKey(readFileSync(path, 'utf8'));
}

/** Empty where the file is not there yet. */
export function readStates(path: string): PlanStates {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PlanStates;
  } catch {
    throw new PosternError('REQUEST_INVALID', `${path}: expected the state that an earlier run wrote, got no JSON`);
  }
}

/** Under its name only when it is whole. */
export function writeStates(path: string, states: PlanStates): void {
  writeFileSync(`${path}.partial`, `${JSON.stringify(states)}\n`);
  renameSync(`${path}.partial`, path);
}

/** Codes of the rules whose hits capacity never releases. */
export function readHardCodes(bundle: string | undefined): ReadonlySet<string> {
  const bytes = bundle === undefined ? readDefaultBundle() : readFileSync(bundle);
  const { ruleSet } = openBundle(bytes, { trustedKeys: {}, check: false });
  return new Set(ruleSet.filter(({ hard }) => hard).map(({ code }) => code));
}
