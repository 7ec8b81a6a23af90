/** The file in which selectors leave what they remember, and continue from. */
import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { PosternError } from '../../contract/errors.ts';
import type { PlanStates } from './planDesk.ts';

/** Empty where the file is not there yet. */
export function readStates(path: string): PlanStates {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PlanStates;
  } catch {
    throw new PosternError('REQUEST_INVALID', `${path}: expected the state that an earlier run wrote, got no JSON`);
  }
}

/** On disk, and under its name only when it is whole. */
export async function writeStates(path: string, states: PlanStates): Promise<void> {
  const partial = await open(`${path}.partial`, 'w');
  try {
    await partial.writeFile(`${JSON.stringify(states)}\n`);
    await partial.datasync();
  } finally {
    await partial.close();
  }
  await rename(`${path}.partial`, path);
}
