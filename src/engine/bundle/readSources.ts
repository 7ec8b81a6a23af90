/**
 * A folder of bundle sources: bundle.json, the model's text, rules, policy and the reference tables. A file
 * provenance.json, as the training script leaves it, goes into the manifest's provenance under `model`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PosternError } from '../../contract/errors.ts';
import { compileReference } from '../../features/compileReference.ts';
import { referenceFiles, type ReferenceSources } from '../../features/referenceSources.ts';
import { importLightgbm } from '../../model/lightgbm/importLightgbm.ts';
import { parsePolicy } from '../../policy/policy.ts';
import { parseRules } from '../../rules/parseRules.ts';
import type { BundleSources } from './buildBundle.ts';
import type { Provenance } from './bundleLayout.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

/** @throws PosternError BUNDLE_INVALID, MODEL_INVALID, MODEL_UNSUPPORTED; messages name the file. */
export function readSources(folder: string): BundleSources {
  const about = readAbout(readJson(folder, 'bundle.json'));
  return {
    ...about,
    provenance: { ...about.provenance, ...readModelProvenance(folder) },
    forest: importLightgbm(readText(folder, 'model.txt')),
    reference: readReference(join(folder, 'reference')),
    rules: parseRules(readJson(folder, 'rules.json'), 'rules.json'),
    policy: parsePolicy(readJson(folder, 'policy.json'), 'policy.json'),
  };
}

/** The compiled reference tables of a folder that holds their source files. @throws PosternError BUNDLE_INVALID */
export function readReference(folder: string): Uint8Array {
  const texts = referenceFiles.map((file) => [file, readText(folder, file)] as const);
  return compileReference(Object.fromEntries(texts) as ReferenceSources);
}

type About = Pick<BundleSources, 'name' | 'version' | 'createdAt' | 'synthetic' | 'provenance'>;

function readAbout(value: unknown): About {
  const about = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { name, version, createdAt, synthetic, provenance } = about;
  if (typeof name !== 'string' || name === '') throw invalid('name: expected a text');
  if (typeof version !== 'string' || version === '') throw invalid('version: expected a text');
  if (typeof createdAt !== 'string' || !INSTANT.test(createdAt))
    throw invalid('createdAt: expected YYYY-MM-DDTHH:MM:SSZ');
  if (typeof synthetic !== 'boolean') throw invalid('synthetic: expected true or false');
  if (typeof provenance !== 'object' || provenance === null) throw invalid('provenance: expected an object');
  return { name, version, createdAt, synthetic, provenance: provenance as Provenance };
}

function readModelProvenance(folder: string): Provenance {
  const file = 'provenance.json';
  return existsSync(join(folder, file)) ? { model: readJson(folder, file) } : {};
}

function readJson(folder: string, file: string): unknown {
  const text = readText(folder, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', `${file}: not JSON`, { cause });
  }
}

function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', `${file}: cannot be read; a bundle needs it`, { cause });
  }
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `bundle.json: ${fault}`);
}
