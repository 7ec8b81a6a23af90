/** What `postern rules` works on: a pack, read with its faults, and the tables and model that its rules are tried with. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PosternError } from '../contract/errors.ts';
import { signalTexts } from '../contract/signalTexts.ts';
import { openBundle } from '../engine/bundle/openBundle.ts';
import { readReference } from '../engine/bundle/readSources.ts';
import { readDefaultBundle } from '../engine/defaultBundle.ts';
import type { Workbench } from '../engine/rulePacks/judge.ts';
import { readRuleFiles } from '../engine/bundle/readRuleFiles.ts';
import { openReference } from '../features/openReference.ts';
import { featureTable } from '../features/table.ts';
import type { Pack } from '../rules/pack/pack.ts';
import { hint } from '../rules/parse/nearestName.ts';
import { type PackReading, readPack, requirePack } from '../rules/pack/readPack.ts';
import { createConditionParser } from '../rules/parseCondition.ts';

const featureNames = featureTable.map(({ name }) => name);

export const PACK_ARGUMENT = 'a rule pack: a YAML file, a folder of them, or a folder of bundle sources';

/** Rules and all faults. */
export function readPackAt(path: string): PackReading {
  return readPack(readRuleFiles(path), createConditionParser(featureNames));
}

/** @throws PosternError BUNDLE_INVALID with the faults */
export function requirePackAt(path: string): Pack {
  return requirePack(readRuleFiles(path), createConditionParser(featureNames));
}

/**
 * The model of a bundle, and the reference tables that the pack's own sources hold, or else the bundle's.
 * @param bundle  A file; the shipped bundle unless given.
 */
export function openWorkbench(path: string, bundle: string | undefined): Workbench & { reference: Uint8Array } {
  const opened = openBundle(readWorkbenchBundle(bundle), { trustedKeys: {}, check: false });
  const sources = [path, dirname(path)].find((folder) => existsSync(join(folder, 'bundle.json')));
  const reference = sources === undefined ? opened.reference : readReference(join(sources, 'reference'));
  return { forest: opened.forest, reference, tables: openReference(reference) };
}

/** Bytes of the bundle that was given, or of the shipped one. */
export function readWorkbenchBundle(bundle: string | undefined): Uint8Array {
  return bundle === undefined ? readDefaultBundle() : readFileSync(bundle);
}

/** Signals given as JSON. @throws PosternError REQUEST_INVALID */
export function parseSignals(text: string | undefined): Record<string, number> {
  const value = text === undefined ? {} : jsonOf(text);
  const isGood =
    typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number');
  if (!isGood) throw new PosternError('REQUEST_INVALID', '--signals: expected a JSON object of names to numbers');
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(signalTexts, name)) continue;
    const does = hint(name, Object.keys(signalTexts)) || '; see postern rules fields signals';
    throw new PosternError('REQUEST_INVALID', `--signals: got ${name}, which is no signal${does}`);
  }
  return value as Record<string, number>;
}

/** Undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
