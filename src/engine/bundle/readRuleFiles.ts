/** The files of a rule pack on disk: one YAML file, or a folder of them in the order of their names. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PosternError } from '../../contract/errors.ts';
import type { PackText } from '../../rules/pack/pack.ts';

const YAML_FILE = /^[^.].*\.ya?ml$/;
/** Each file has a bound of its own (`readYaml`). */
const MAX_FILES = 256;

/**
 * @param path  A file, a folder of files, or a folder of bundle sources, whose rules/ is meant.
 * @param shown What messages call the place; the path unless given.
 * @throws PosternError BUNDLE_INVALID where there is nothing to read.
 */
export function readRuleFiles(path: string, shown: string = path): PackText[] {
  if (!existsSync(path)) throw invalid(`${shown}: there is no such file or folder; give a rule pack`);
  if (statSync(path).isFile()) return [{ file: basename(path), text: readFileSync(path, 'utf8') }];
  const isSources = existsSync(join(path, 'bundle.json')) && existsSync(join(path, 'rules'));
  const folder = isSources ? join(path, 'rules') : path;
  const names = readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() && YAML_FILE.test(entry.name) ? [entry.name] : []))
    .sort();
  if (names.length === 0) throw invalid(`${shown}: no file ends in .yaml; a rule pack has at least one`);
  if (names.length > MAX_FILES) throw invalid(`${shown}: got ${names.length} files, expected at most ${MAX_FILES}`);
  return names.map((name) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }));
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', fault);
}
