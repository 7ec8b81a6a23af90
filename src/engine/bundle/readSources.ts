/**
 * A folder of bundle sources: bundle.json, the model that screens (model.txt, model.json, model.ubj or model.onnx), the
 * rule pack in rules/, policy (with calibration.json and waivers.csv beside it, where they are there) and the reference
 * tables; in models/ any models with features of their own, each named as its file is without its ending. A file
 * provenance.json, as the training script leaves it, goes into the manifest's provenance under `model`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { PosternError } from '../../contract/errors.ts';
import { compileReference } from '../../features/compileReference.ts';
import { referenceFiles, type ReferenceSources } from '../../features/referenceSources.ts';
import { featureTable } from '../../features/table.ts';
import type { Forest } from '../../model/forest.ts';
import { importModel } from '../../model/importModel.ts';
import type { ImportOptions } from '../../model/importOptions.ts';
import { parseCalibration } from '../../policy/calibration.ts';
import { parsePolicy, type PolicyParts } from '../../policy/policy.ts';
import { readWaivers } from '../../policy/waivers.ts';
import { requirePack } from '../../rules/pack/readPack.ts';
import { createConditionParser } from '../../rules/parseCondition.ts';
import type { Rule } from '../../rules/rule.ts';
import { readRuleFiles } from './readRuleFiles.ts';
import type { BundleSources } from './buildBundle.ts';
import type { Provenance } from './bundleLayout.ts';
import { readBackground } from './readBackground.ts';

/** File name, without its ending, of the model that screens. */
const SCREENING = 'model';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

/** @throws PosternError BUNDLE_INVALID, MODEL_INVALID, MODEL_UNSUPPORTED; messages name the file. */
export function readSources(folder: string): BundleSources {
  const { importOptions, ...about } = readAbout(readJson(folder, 'bundle.json'));
  const models = readModels(join(folder, 'models'), importOptions);
  const strange = Object.keys(importOptions).find((name) => name !== SCREENING && !Object.hasOwn(models, name));
  if (strange !== undefined) throw invalid(`importOptions: there is no model "${strange}"`);
  const forest = readModel(folder, screeningModelIn(folder), importOptions[SCREENING]);
  return {
    ...about,
    provenance: { ...about.provenance, ...readModelProvenance(folder) },
    forest,
    ...readSample(folder, forest),
    models,
    reference: readReference(join(folder, 'reference')),
    rules: readRules(folder),
    policy: parsePolicy(readJson(folder, 'policy.json'), 'policy.json', readPolicyParts(folder)),
  };
}

/** The rules of the pack in rules/. @throws PosternError BUNDLE_INVALID with all faults, each with file, line and column */
export function readRules(folder: string): Rule[] {
  const parser = createConditionParser(featureTable.map(({ name }) => name));
  // a bundle keeps the places of its rules: not the path of the folder, which is that of one machine
  const texts = readRuleFiles(join(folder, 'rules'), 'rules/').map(({ file, text }) => ({
    file: basename(file),
    text,
  }));
  return requirePack(texts, parser).rules.map(({ rule }) => rule);
}

/** The compiled reference tables of a folder that holds their source files. @throws PosternError BUNDLE_INVALID */
export function readReference(folder: string): Uint8Array {
  const texts = referenceFiles.map((file) => [file, readText(folder, file)] as const);
  return compileReference(Object.fromEntries(texts) as ReferenceSources);
}

/** The one file model.*; when there is none, the name that the message shall speak of. */
function screeningModelIn(folder: string): string {
  const found = listFiles(folder).filter((file) => parse(file).name === SCREENING);
  if (found.length > 1) throw new PosternError('BUNDLE_INVALID', `expected one of ${found.join(', ')}, got them all`);
  return found[0] ?? 'model.txt';
}

function readModels(folder: string, importOptions: ImportOptionsByModel): Record<string, Forest> {
  const files = existsSync(folder) ? listFiles(folder) : [];
  const names = files.map((file) => parse(file).name);
  names.forEach((name, i) => {
    if (name === SCREENING) throw new PosternError('BUNDLE_INVALID', `models/: ${files[i]} needs another name`);
    if (names.indexOf(name) < i) throw new PosternError('BUNDLE_INVALID', `models/: two files are named ${name}`);
  });
  return Object.fromEntries(files.map((file, i) => [names[i], readModel(folder, file, importOptions[names[i]])]));
}

function readModel(folder: string, file: string, options: ImportOptions | undefined): Forest {
  const bytes = readBytes(folder, file);
  try {
    return importModel(bytes, options);
  } catch (cause) {
    if (!(cause instanceof PosternError)) throw cause;
    throw new PosternError(cause.code, `${file}: ${cause.message}`, { details: cause.details, cause });
  }
}

/** Files that are meant, in an order that no file system changes. */
function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() && !entry.name.startsWith('.') ? [entry.name] : [])).sort();
}

type ImportOptionsByModel = Readonly<Record<string, ImportOptions>>;
type About = Pick<BundleSources, 'name' | 'version' | 'createdAt' | 'synthetic' | 'provenance'> & {
  /** What model files do not say, by the model's name; `model` is the one that screens. */
  readonly importOptions: ImportOptionsByModel;
};

function readAbout(value: unknown): About {
  const about = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { name, version, createdAt, synthetic, provenance, importOptions = {} } = about;
  if (typeof name !== 'string' || name === '') throw invalid('name: expected a text');
  if (typeof version !== 'string' || version === '') throw invalid('version: expected a text');
  if (typeof createdAt !== 'string' || !INSTANT.test(createdAt))
    throw invalid('createdAt: expected YYYY-MM-DDTHH:MM:SSZ');
  if (typeof synthetic !== 'boolean') throw invalid('synthetic: expected true or false');
  if (typeof provenance !== 'object' || provenance === null) throw invalid('provenance: expected an object');
  if (typeof importOptions !== 'object' || importOptions === null) {
    throw invalid('importOptions: expected an object of objects, by the name of the model');
  }
  return {
    name,
    version,
    createdAt,
    synthetic,
    provenance: provenance as Provenance,
    importOptions: importOptions as ImportOptionsByModel,
  };
}

/** Where it is there, the model is explained by it. */
function readSample(folder: string, { featureNames }: Forest): Pick<BundleSources, 'background'> {
  const file = 'background.csv';
  return existsSync(join(folder, file))
    ? { background: readBackground(readText(folder, file), file, featureNames) }
    : {};
}

/** Where they are there. */
function readPolicyParts(folder: string): PolicyParts {
  const [calibration, waivers] = ['calibration.json', 'waivers.csv'];
  const isThere = (file: string): boolean => existsSync(join(folder, file));
  return {
    ...(isThere(calibration) && { calibration: parseCalibration(readJson(folder, calibration), calibration) }),
    ...(isThere(waivers) && { waivers: readWaivers(readText(folder, waivers), waivers) }),
  };
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
  return readBytes(folder, file).toString('utf8');
}

function readBytes(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', `${file}: cannot be read; a bundle needs it`, { cause });
  }
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `bundle.json: ${fault}`);
}
