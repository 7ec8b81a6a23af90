/** The files that an import is given: named ones, those of folders and the members of archives. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PosternError } from '../contract/errors.ts';
import { type Encoding, encodingNamed } from '../watchlist/encoding.ts';
import type { Fault } from '../watchlist/faults.ts';
import { type OpenedFiles, openSourceFiles } from '../watchlist/openSourceFile.ts';
import type { SourceFile } from '../watchlist/sources/source.ts';
import { recognise } from '../watchlist/sources/sources.ts';

export type OpenedSources = {
  readonly kept: { readonly path: string; readonly file: SourceFile }[];
  /** What no source knows, by name. */
  readonly passedOver: string[];
  /** What is damaged. */
  readonly faults: Fault[];
};

/**
 * Files of folders and members of archives that no source knows are passed over and told; a file that was named must be
 * known, and be whole.
 * @param format every file is of it; undefined: by what they hold
 */
export async function openSources(
  paths: readonly string[],
  format: string | undefined,
  encoding: string | undefined,
): Promise<OpenedSources> {
  const sources: OpenedSources = { kept: [], passedOver: [], faults: [] };
  const asked = encoding === undefined ? null : encodingNamed(encoding);
  const keep = (path: string, { files, faults }: OpenedFiles, isNamed: boolean): void => {
    sources.faults.push(...faults);
    for (const file of files) {
      const isAlone = isNamed && files.length === 1;
      if (isAlone || format !== undefined || recognise(file) !== undefined) sources.kept.push({ path, file });
      else sources.passedOver.push(`file ${file.name}: of no known format`);
    }
  };
  for (const path of paths) {
    if (!statSync(path).isDirectory()) {
      keep(path, await openSourceFiles(path, asked), true);
      continue;
    }
    for (const name of readdirSync(path).sort()) {
      const inside = join(path, name);
      if (!statSync(inside).isFile()) sources.passedOver.push(`${name}: a folder or no plain file, not looked into`);
      else {
        const opened = await openInFolder(inside, name, asked, sources);
        if (opened !== null) keep(inside, opened, false);
      }
    }
  }
  if (sources.kept.length === 0) {
    const numOthers = sources.passedOver.length + sources.faults.length;
    throw new PosternError(
      'FORMAT_UNSUPPORTED',
      `expected a folder or archive with files of a known format, got ${numOthers} others`,
    );
  }
  return sources;
}

/** What lies beside the lists may be anything; what is damaged or a bomb costs itself only. */
async function openInFolder(
  path: string,
  name: string,
  encoding: Encoding | null,
  { passedOver, faults }: OpenedSources,
): Promise<OpenedFiles | null> {
  try {
    const opened = await openSourceFiles(path, encoding);
    return opened.isPacked ? await wholeOf(opened, name) : opened;
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    if (error.code === 'FORMAT_UNSUPPORTED') passedOver.push(`file ${error.message}`);
    else faults.push(faultOf(name, name, error));
    return null;
  }
}

/** Unpacked once before anything of it is taken: where it breaks shows at its end only. */
async function wholeOf(opened: OpenedFiles, archive: string): Promise<OpenedFiles> {
  const [files, faults]: [SourceFile[], Fault[]] = [[], [...opened.faults]];
  for (const file of opened.files) {
    try {
      const chunks = file.open()[Symbol.asyncIterator]();
      while (!(await chunks.next()).done);
      files.push(file);
    } catch (error) {
      if (!(error instanceof PosternError)) throw error;
      faults.push(faultOf(file.name, archive, error));
    }
  }
  return { ...opened, files, faults };
}

/** The message names the file, or the archive that it is all of. */
function faultOf(file: string, archive: string, { message }: PosternError): Fault {
  const named = [file, archive].find((name) => message.startsWith(`${name}: `));
  if (named === undefined) return { file, line: null, reason: message };
  return { file: named, line: null, reason: message.slice(named.length + 2) };
}
