/**
 * Fills sdk/dist with what the package needs of the build in dist/: one file of code for each entry and for the worker,
 * beside the few that they share, the types, both builds of the core and the default bundle. Over a hundred modules
 * loaded one by one took longer than all else that a first decision waits for. Whatever the code reaches for beyond
 * that stops the packing, so that the package cannot grow a dependency unseen.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const sdk = dirname(fileURLToPath(import.meta.url));
const from = resolve(sdk, '../dist');
const to = join(sdk, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));

const entries = ['index', 'embedded', 'http', 'models'];
/** Loaded by a thread, not imported: by its name, from beside the code of the pool. */
const worker = 'src/workers/worker.js';
const assets = ['core.simd.wasm', 'core.scalar.wasm', 'default.postern'];
/** Like the modules of dist/src, two folders below the assets, which the code finds from its own place. */
const codeFolder = join(to, 'sdk/code');

const missing = [...entries.map((entry) => `sdk/${entry}.js`), worker, ...assets].filter(
  (file) => !existsSync(join(from, file)),
);
if (missing.length > 0)
  throw new Error(`dist/ lacks ${missing.join(', ')}: run "npm run build" in the repository first`);

rmSync(to, { recursive: true, force: true });
await bundleCode();
const types = new Set();
for (const entry of entries) reachOf(`sdk/${entry}.d.ts`, types);
for (const file of [...types, ...assets]) copy(file);
copyFileSync(resolve(sdk, '../LICENSE'), join(sdk, 'LICENSE'));
const numCode = readdirSync(codeFolder).length;
process.stdout.write(
  `packed ${numCode} files of code and ${types.size} of types into ${relative(process.cwd(), to) || '.'}\n`,
);

async function bundleCode() {
  const inputs = entries.map((entry) => [entry, join(from, 'sdk', `${entry}.js`)]);
  const ofClient = reachOf('sdk/http.js');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: from,
    plugins: [{ name: 'declared-only', enforce: 'pre', resolveId: refuseUndeclared }],
    build: {
      outDir: codeFolder,
      emptyOutDir: false,
      // for Node: what a browser lacks is left as it is; the http entry is proved to need nothing of it
      ssr: true,
      target: 'es2022',
      // names and lines that a stack trace tells stay readable
      minify: false,
      rolldownOptions: {
        input: { ...Object.fromEntries(inputs), worker: join(from, worker) },
        external: isExternal,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          codeSplitting: {
            groups: [
              // kept from what needs Node, and small
              { name: 'shared', test: (file) => ofClient.has(relative(from, file)), minShareCount: 2, priority: 1 },
              { name: 'engine', test: /[\\/]src[\\/]/, minShareCount: 2 },
            ],
          },
        },
      },
    },
  });
}

/** Node's own and the declared dependencies are imported where the package is installed. */
function isExternal(name) {
  return name.startsWith('node:') || name.split('/')[0] in dependencies;
}

function refuseUndeclared(name, importer) {
  if (importer !== undefined && /^[^./\0]/.test(name) && !isExternal(name))
    throw new Error(`${importer} imports ${name}, which is no dependency of the package`);
  return null;
}

/** A module of the build, or its types, and all of the build that it imports. */
function reachOf(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  // the compiler writes each import and re-export at the start of a line
  const imports = readFileSync(join(from, file), 'utf8').matchAll(
    /^(?:import\s*|(?:import|export)\s[^'"=;]*\bfrom\s*)['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
  );
  for (const [, statement, inline] of imports) {
    const name = statement ?? inline;
    // declarations keep the names of the sources
    const target = file.endsWith('.d.ts') ? name.replace(/\.[jt]s$/, '.d.ts') : name;
    if (name.startsWith('.')) reachOf(join(dirname(file), target), found);
    else refuseUndeclared(name, file);
  }
  return found;
}

function copy(file) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  copyFileSync(join(from, file), join(to, file));
}
