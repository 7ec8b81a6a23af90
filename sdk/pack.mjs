/**
 * Fills sdk/dist with what the package needs of the build: the modules that its entries reach, the worker, both builds
 * of the core and the default bundle, each at the same place relative to the others as in dist/. Whatever else a
 * module reaches for stops the packing, so that the package cannot grow a dependency unseen.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const sdk = dirname(fileURLToPath(import.meta.url));
const from = resolve(sdk, '../dist');
const to = join(sdk, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));

const entries = ['sdk/index.js', 'sdk/embedded.js', 'sdk/http.js', 'sdk/models.js'];
/** Loaded by a thread, not imported. */
const worker = 'src/workers/worker.js';
const assets = ['core.simd.wasm', 'core.scalar.wasm', 'default.postern'];

const missing = [...entries, worker, ...assets].filter((file) => !existsSync(join(from, file)));
if (missing.length > 0)
  throw new Error(`dist/ lacks ${missing.join(', ')}: run "npm run build" in the repository first`);

rmSync(to, { recursive: true, force: true });
const packed = new Set();
for (const entry of entries) {
  packModule(entry);
  packModule(entry.replace(/\.js$/, '.d.ts'));
}
packModule(worker);
for (const asset of assets) copy(asset);
copyFileSync(resolve(sdk, '../LICENSE'), join(sdk, 'LICENSE'));
process.stdout.write(`packed ${packed.size} files into ${relative(process.cwd(), to) || '.'}\n`);

/** Copy a module, or the types of one, and all that it imports. */
function packModule(file) {
  if (packed.has(file)) return;
  copy(file);
  for (const name of importsOf(file)) {
    if (name.startsWith('.')) packModule(join(dirname(file), file.endsWith('.d.ts') ? typesOf(name) : name));
    else if (!isAllowed(name)) throw new Error(`${file} imports ${name}, which is no dependency of the package`);
  }
}

function importsOf(file) {
  const text = readFileSync(join(from, file), 'utf8');
  // the compiler writes each import and re-export at the start of a line
  const found = text.matchAll(
    /^(?:import\s*|(?:import|export)\s[^'"=;]*\bfrom\s*)['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
  );
  return [...found].map((match) => match[1] ?? match[2]);
}

// declarations keep the names of the sources
function typesOf(name) {
  return name.replace(/\.[jt]s$/, '.d.ts');
}

function isAllowed(name) {
  return name.startsWith('node:') || name.split('/')[0] in dependencies;
}

function copy(file) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  // maps stay behind, so what points at them does too
  if (file.endsWith('.js')) writeFileSync(join(to, file), withoutMap(readFileSync(join(from, file), 'utf8')));
  else copyFileSync(join(from, file), join(to, file));
  packed.add(file);
}

function withoutMap(text) {
  return text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}
