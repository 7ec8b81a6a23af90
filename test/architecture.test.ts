/** Imports point one way, there are no cycles, and nothing that a browser-side client imports needs Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** From the bottom up; names on one line are siblings, which never import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['base'],
  ['contract'],
  [
    'record',
    'features',
    'model',
    'watchlist',
    'links',
    'rules',
    'policy',
    'capacity',
    'log',
    'store',
    'evaluate',
    'simulate',
  ],
  ['core'],
  ['engine'],
  ['workers'],
  ['server'],
  ['cli'],
];
/** Folders that may only lean on these, whatever their layer would allow. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  simulate: ['base', 'contract'],
  base: [],
  contract: ['base'],
};

const root = resolve(import.meta.dirname, '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.tsx?$/.test(entry.name) && !/[\\/](dist|node_modules)([\\/]|$)/.test(entry.parentPath),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  // statements start their line: text that a generator writes may hold imports too
  const statements = text.matchAll(/^(?:import|export)\b(?:[^;'`]*?\bfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm);
  return [...statements].map((match) => match[1] ?? match[2]);
}

function localImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, resolve(root, dirname(file), name)));
}

const layerOf = (folder: string): number => LAYERS.findIndex((names) => names.includes(folder));
const folderOf = (file: string): string => file.split('/')[1];
const source = sourceFiles('src');

test('every folder of src has a place in the layers', () => {
  expect(source.filter((file) => layerOf(folderOf(file)) < 0)).toEqual([]);
});

test('imports of src point to lower layers only, and never to a sibling', () => {
  const wrong = source.flatMap((file) =>
    localImports(file)
      .filter((target) => {
        if (!target.startsWith('src/')) return true;
        const [from, to] = [folderOf(file), folderOf(target)];
        if (from === to) return false;
        if (ONLY[from]) return !ONLY[from].includes(to);
        return layerOf(to) >= layerOf(from);
      })
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('src and sdk have no import cycle', () => {
  const files = [...source, ...sourceFiles('sdk')];
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const target of localImports(file)) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('nothing outside bench, test and tools imports them, and src never imports the sdk', () => {
  const files = [...source, ...sourceFiles('sdk')];
  const wrong = files.flatMap((file) =>
    localImports(file)
      .filter(
        (target) => /^(bench|test|tools)\//.test(target) || (file.startsWith('src/') && target.startsWith('sdk/')),
      )
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the http entry of the sdk reaches contract only, and nothing of Node or npm', () => {
  const seen = new Set<string>();
  const outside: string[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(file)) if (!name.startsWith('.')) outside.push(`${file} -> ${name}`);
    for (const target of localImports(file)) visit(target);
  };
  visit('sdk/http.ts');
  expect(outside).toEqual([]);
  expect([...seen].filter((file) => file.startsWith('src/') && folderOf(file) !== 'contract')).toEqual([]);
});

test('assembly imports nothing of TypeScript', () => {
  const assembly = sourceFiles('assembly');
  const wrong = assembly.flatMap((file) =>
    localImports(file)
      .filter((target) => !target.startsWith('assembly/'))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('core is the only folder of src that says WebAssembly', () => {
  const saying = source.filter((file) => readFileSync(join(root, file), 'utf8').includes('WebAssembly'));
  expect([...new Set(saying.map(folderOf))]).toEqual(['core']);
});
