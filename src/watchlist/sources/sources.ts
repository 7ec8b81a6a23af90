/** Every source, in the order in which a file is offered to them: those that content tells for certain first. */
import { PosternError } from '../../contract/errors.ts';
import { followTheMoney } from './followTheMoney/source.ts';
import { misp } from './misp/source.ts';
import { ofacCsv } from './ofacCsv/source.ts';
import { ofacXml } from './ofacXml/source.ts';
import { plain } from './plain/source.ts';
import type { Source, SourceFile } from './source.ts';
import { stix } from './stix/source.ts';
import { unXml } from './unXml/source.ts';

export const sources: readonly Source[] = [ofacCsv, ofacXml, unXml, stix, misp, followTheMoney, plain];

/**
 * The one source that all files belong to.
 * @param asked its name, where content shall not decide
 * @throws PosternError FORMAT_UNSUPPORTED where no source knows a file, or files are of several
 */
export function sourceOf(files: readonly SourceFile[], asked: string | undefined): Source {
  if (asked !== undefined) {
    const found = sources.find(({ name }) => name === asked);
    if (found) return found;
    const names = sources.map(({ name }) => name).join(', ');
    throw new PosternError('FORMAT_UNSUPPORTED', `expected a format of ${names}, got "${asked}"`);
  }
  const found = files.map((file) => [file, recognise(file)] as const);
  const [unknown] = found.find(([, source]) => source === undefined) ?? [];
  if (unknown !== undefined) {
    const titles = sources.map(({ name, title }) => `${name} (${title})`).join('; ');
    throw new PosternError('FORMAT_UNSUPPORTED', `${unknown.name}: expected one of ${titles}; say --format to decide`);
  }
  const names = [...new Set(found.map(([, source]) => (source as Source).name))];
  if (names.length > 1) {
    throw new PosternError(
      'FORMAT_UNSUPPORTED',
      `expected files of one format, got ${names.join(', ')}; import each as a list`,
    );
  }
  return found[0][1] as Source;
}

export function recognise(file: SourceFile): Source | undefined {
  return sources.find((source) => source.recognises(file));
}
