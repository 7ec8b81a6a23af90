/**
 * Other matchers of names over the names of the same list. Fuse.js looks through all of them; MiniSearch has an index;
 * RapidFuzz compares with every name, natively. Options are those with which each found most.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConversation } from './conversation.ts';
import { importPeer } from './installed.ts';
import { pythonOf, scripts } from './python.ts';

/** A name to look for; `owner` is the place of the entry that is meant, -1 where none is. */
export type NameQuery = { readonly text: string; readonly owner: number };
export type ListedNames = { readonly names: readonly string[]; readonly owners: readonly number[] };
export type NameScores = {
  readonly milliseconds: number;
  /** For each query, the highest score of any name, and of a name of the entry that is meant; -1: none. */
  readonly best: readonly number[];
  readonly meant: readonly number[];
};
export type NameMatcher = {
  readonly name: string;
  match(queries: readonly NameQuery[]): Promise<NameScores>;
  close(): void;
};

const MOST_HITS = 10;

type Hit = { readonly place: number; readonly score: number };

/** A matcher of this process. @param search best first, higher is better */
export function inProcess(
  name: string,
  { owners }: ListedNames,
  search: (text: string) => readonly Hit[],
): NameMatcher {
  return {
    name,
    match: async (queries) => {
      const started = performance.now();
      const found = queries.map(({ text }) => search(text));
      const milliseconds = performance.now() - started;
      return {
        milliseconds,
        best: found.map((hits) => hits[0]?.score ?? -1),
        meant: found.map((hits, i) => hits.find(({ place }) => owners[place] === queries[i].owner)?.score ?? -1),
      };
    },
    close: () => undefined,
  };
}

type FuseResult = { readonly refIndex: number; readonly score: number };
type Fuse = new (
  names: readonly string[],
  options: object,
) => { search(text: string, options: object): readonly FuseResult[] };

export async function createFuse(listed: ListedNames): Promise<NameMatcher> {
  const FuseClass = await importPeer<Fuse>('fuse.js');
  const fuse = new FuseClass(listed.names, { includeScore: true, threshold: 0.4, ignoreLocation: true });
  return inProcess('fuse.js', listed, (text) =>
    fuse.search(text, { limit: MOST_HITS }).map(({ refIndex, score }) => ({ place: refIndex, score: 1 - score })),
  );
}

type MiniSearch = new (
  options: object,
) => {
  addAll(documents: readonly object[]): void;
  search(text: string, options: object): readonly { readonly id: number; readonly score: number }[];
};

export async function createMiniSearch(listed: ListedNames): Promise<NameMatcher> {
  const MiniSearchClass = await importPeer<MiniSearch>('minisearch');
  const index = new MiniSearchClass({ fields: ['name'] });
  index.addAll(listed.names.map((name, id) => ({ id, name })));
  return inProcess('minisearch', listed, (text) =>
    index
      .search(text, { fuzzy: 0.2 })
      .slice(0, MOST_HITS)
      .map(({ id, score }) => ({ place: id, score })),
  );
}

export async function createRapidFuzz(listed: ListedNames): Promise<NameMatcher> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-names-'));
  const file = join(folder, 'names.json');
  writeFileSync(file, JSON.stringify(listed));
  const { ask, close } = startConversation(pythonOf('names'), [`${scripts}names.py`], 'rapidfuzz');
  const { version } = (await ask({ load: file })) as { version: string };
  rmSync(folder, { recursive: true });
  return {
    name: `rapidfuzz ${version}`,
    match: async (queries) =>
      (await ask({
        queries: queries.map(({ text }) => text),
        owners: queries.map(({ owner }) => owner),
      })) as NameScores,
    close,
  };
}
