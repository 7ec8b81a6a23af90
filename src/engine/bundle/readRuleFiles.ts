/** The files of a rule pack on disk: one YAML file, or a folder of them in the order of their names. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { utf8Text } from '../../base/utf8Text.ts';
import { PosternError } from '../../contract/errors.ts';
import type { PackText } from '../../rules/pack/pack.ts';

const YAML_FILE = /^[^.].*\.ya?ml$/;
/** Each file has a bound of its own (`readYaml`). */
const MAX_FILES = 256;

/**
 * @param path  A file, a folder of files, or a folder of bundle sources, whose rules/ is meant.
 * @param shown What messages call the place; the path unless given.
 * @returns the files, each under the path as given, as people would type it.
 * @throws PosternError BUNDLE_INVALID where there is nothing to read.
 */
export function readRuleFiles(path: string, shown: string = path): PackText[] {
  if (!existsSync(path)) throw invalid(`${shown}: there is no such file or folder; give a rule pack`);
  if (statSync(path).isFile()) return [{ file: path, text: utf8Text(readFileSync(path)) }];
  const folder = folderOfRules(path);
  const names = readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() && YAML_FILE.test(entry.name) ? [entry.name] : []))
    .sort();
  if (names.length === 0) throw invalid(`${shown}: no file ends in .yaml or .yml; a rule pack has at least one`);
  if (names.length > MAX_FILES) throw invalid(`${shown}: got ${names.length} files, expected at most ${MAX_FILES}`);
  return names.map((name) => join(folder, name)).map((file) => ({ file, text: utf8Text(readFileSync(file)) }));
}

/** Paths in the folder of a pack that are not read, and that somebody may believe are: hidden files and notes are not told. */
export function unreadEntries(path: string): string[] {
  if (!existsSync(path) || statSync(path).isFile()) return [];
  const folder = folderOfRules(path);
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !/\.(md|txt)$/i.test(name))
    .filter((entry) => !(entry.isFile() && YAML_FILE.test(entry.name)))
    .map((entry) => join(folder, entry.name) + (entry.isDirectory() ? '/' : ''))
    .sort();
}

function folderOfRules(path: string): string {
  const isSources = existsSync(join(path, 'bundle.json')) && existsSync(join(path, 'rules'));
  return isSources ? join(path, 'rules') : path;
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', fault);
}
