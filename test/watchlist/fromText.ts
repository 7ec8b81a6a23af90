/** Texts as files of a source. */
import type { Entry } from '../../src/watchlist/entry.ts';
import { emptyReport, importEntries, type ImportReport } from '../../src/watchlist/importList.ts';
import type { Mapping } from '../../src/watchlist/sources/mapping.ts';
import type { SourceFile } from '../../src/watchlist/sources/source.ts';
import { sourceOf } from '../../src/watchlist/sources/sources.ts';

/** @param chunkBytes the file comes in pieces of this size, so that pieces end inside everything */
export function fileOf(name: string, content: string | Uint8Array, chunkBytes = 7): SourceFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    start: new TextDecoder().decode(bytes.subarray(0, 65_536)),
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

export async function importFiles(
  files: readonly SourceFile[],
  mapping: Mapping | null = null,
): Promise<{ source: string; entries: Entry[]; report: ImportReport }> {
  const source = sourceOf(files, undefined);
  const report = emptyReport();
  const entries: Entry[] = [];
  for await (const entry of importEntries(source, files, { list: source.listOf(files), mapping }, report))
    entries.push(entry);
  return { source: source.name, entries, report };
}
