/** Files of the `plan` commands: the plan and its key, and the bundle whose rules are hard. */
import { readFileSync, statSync } from 'node:fs';
import { NOT_UTF8, utf8Text } from '../base/utf8Text.ts';
import { parseKey } from '../capacity/draw.ts';
import { parsePlan } from '../capacity/parsePlan.ts';
import type { Plan } from '../capacity/plan.ts';
import { PosternError } from '../contract/errors.ts';
import { readDefaultBundle } from '../engine/defaultBundle.ts';
import { hardCodesOf } from '../engine/planned/hardCodes.ts';

export function readPlan(path: string): Plan {
  return parsePlan(readPlanText(path), path);
}

/** As a log keeps it. */
export function readPlanText(path: string): string {
  if (statSync(path).isDirectory()) throw new PosternError('PLAN_INVALID', `${path}: expected a file, got a folder`);
  const text = utf8Text(readFileSync(path));
  if (text === null) throw new PosternError('PLAN_INVALID', `${path}: ${NOT_UTF8}`);
  return text;
}

export function readKey(path: string): Uint8Array {
  return parseKey(readFileSync(path, 'utf8'));
}

/** Codes of the rules whose hits capacity never releases. */
export function readHardCodes(bundle: string | undefined): ReadonlySet<string> {
  return hardCodesOf(bundle === undefined ? readDefaultBundle() : readFileSync(bundle)).codes;
}
