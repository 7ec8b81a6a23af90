/** The package as a user gets it: packed, installed beside its dependency alone, and run from an empty project. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { serveForTest } from '../server/helper.ts';

const root = resolve(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'postern-project-'));
const installed = join(project, 'node_modules/@postern/sdk');

function run(command: string, args: readonly string[], env: Record<string, string> = {}): string {
  return execFileSync(command, args, { cwd: project, encoding: 'utf8', env: { ...process.env, ...env } });
}

/** The same without holding this thread, on which the service answers. */
async function runBeside(args: readonly string[], env: Record<string, string>): Promise<string> {
  const ended = await promisify(execFile)(process.execPath, args, { cwd: project, env: { ...process.env, ...env } });
  return ended.stdout;
}

function inProject(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return name;
}

/** As a user does it. False when the registry cannot be reached. */
function install(tarball: string): boolean {
  const flags = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0'];
  try {
    execFileSync('npm', ['install', ...flags, '--fetch-timeout=10000', `./${tarball}`], {
      cwd: project,
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 40_000,
    });
    return true;
  } catch (error) {
    const { code = '', stderr = '' } = error as { code?: string; stderr?: string };
    const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH|FETCH_ERROR/;
    // any other failure is one of the package
    if (!unreachable.test(`${code} ${stderr}`)) throw error;
    console.log('npm install skipped: registry not reachable; the package is unpacked beside a copy of piscina');
    return false;
  }
}

/** Without a registry: what an installation would lay down. */
function unpack(tarball: string): void {
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  // a copy, so that piscina finds none of its optional parts
  cpSync(join(root, 'node_modules/piscina'), join(project, 'node_modules/piscina'), { recursive: true });
}

beforeAll(() => {
  const packed = run('npm', ['pack', join(root, 'sdk'), '--json', '--pack-destination', project]);
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ filename: string }];
  inProject('package.json', '{"type":"module"}');
  if (!install(filename)) unpack(filename);
});
afterAll(() => rmSync(project, { recursive: true }));

test('the package has one dependency, and all that it imports is in it', () => {
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies)).toEqual(['piscina']);
  expect(existsSync(join(installed, 'README.md')) && existsSync(join(installed, 'LICENSE'))).toBe(true);
});

test('the types need neither Node’s own nor anything else that is not in the package', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files)
    expect(readFileSync(join(installed, file), 'utf8'), file).not.toMatch(/['"]node:|\bBuffer\b/);
  const use = inProject(
    'use.ts',
    `import { createScreener } from '@postern/sdk';
import { createPool } from '@postern/sdk/embedded';
import { HttpScreener } from '@postern/sdk/http';
import { loadModel, type Scores } from '@postern/sdk/models';
export const scores: Scores = loadModel(new Uint8Array(0), { missing: -999 }).scoreRows({ rows: [[1, 'a', null]] });
export const screeners = [createPool({ trustedKeys: {} }), new HttpScreener(), await createScreener()];`,
  );
  const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--module', 'nodenext', '--target', 'es2023'];
  run(join(root, 'node_modules/.bin/tsc'), [...strict, '--types', '', use]);
});

test('three lines screen a parcel', () => {
  const file = inProject(
    'three.js',
    `import { createScreener } from '@postern/sdk';
const screener = await createScreener();
console.log(JSON.stringify(await screener.screen({ itemId: 'A', sender: { country: 'GB' }, recipient: { country: 'US' }, contents: [{ description: 'Cotton shirt' }] })));`,
  );
  expect(JSON.parse(run(process.execPath, [file]))).toMatchObject({
    itemId: 'A',
    bundle: expect.any(String) as string,
  });
});

test('the code is one file an entry, the worker, and what they share', () => {
  const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => name.endsWith('.js')).map((name) => relative('sdk/code', name));
  expect(code.sort()).toEqual(
    ['embedded', 'engine', 'http', 'index', 'models', 'shared', 'worker'].map((name) => `${name}.js`),
  );
});

test('threads run from the package', () => {
  const file = inProject(
    'pool.js',
    `import { createPool } from '@postern/sdk/embedded';
const pool = createPool({ numWorkers: 1 });
const answers = await pool.screenBatch([{ itemId: 'A', sender: { country: 'GB' }, recipient: { country: 'US' }, contents: [{ description: 'Shirt' }] }, {}]);
console.log(JSON.stringify(answers.map((answer) => answer.itemId)));
await pool.close();`,
  );
  expect(run(process.execPath, [file]).trim()).toBe('["A",null]');
});

test('the http entry needs nothing of Node, and is at most 10 kB when compressed', () => {
  const modules = new Map<string, string>();
  const visit = (file: string): void => {
    if (modules.has(file)) return;
    const text = readFileSync(file, 'utf8');
    modules.set(file, text);
    expect(text, relative(installed, file)).not.toMatch(/\bnode:|\brequire\(|\bimport\(/);
    for (const [, name] of text.matchAll(/^(?:import|export)\s[^'"=;]*\bfrom\s*['"]([^'"]+)['"]/gm)) {
      expect(name, relative(installed, file)).toMatch(/^\./);
      visit(join(dirname(file), name));
    }
  };
  visit(join(installed, 'dist/sdk/code/http.js'));
  expect(gzipSync([...modules.values()].join('\n')).length).toBeLessThan(10_240);
});

test('the examples of all users run on the installed package', async () => {
  const compiled = join(root, 'dist/sdk/examples');
  for (const name of readdirSync(compiled).filter((file) => file.endsWith('.js'))) {
    cpSync(join(compiled, name), join(project, name));
  }
  expect(run(process.execPath, ['carrier.js'])).toMatch(/^LX473124829CN: \w+\n {2}[A-Z_]+: /);
  expect(run(process.execPath, ['engineer.js'])).toMatch(/trained on synthetic mail\n10000 vectors of \d+ numbers in /);

  const fixture = join(root, 'test/fixtures/lightgbm/data_frame/model.txt');
  const columns = ['city', 'size', 'mass', 'days', 'known'];
  writeFileSync(join(project, 'rows.json'), JSON.stringify({ columns, rows: [['unheard of', 0.5, null, 3, 'true']] }));
  const scored = run(process.execPath, ['model.js', fixture, 'rows.json']);
  expect(scored).toMatch(/^lightgbm, 10 trees, 5 features \(3 of texts\), binary sigmoid:1\n/);
  const [margin, prediction] = [...scored.matchAll(/ of the first row: (\S+)/g)].map(([, number]) => Number(number));
  expect(prediction).toBeCloseTo(1 / (1 + Math.exp(-margin)), 12);

  const engine = createEngine();
  const { url } = await serveForTest(engine);
  const mail = Buffer.concat([...simulateMail({ parcels: 500, seed: 3 })].map(({ ndjson }) => ndjson));
  writeFileSync(join(project, 'mail.ndjson'), Buffer.concat([mail, Buffer.from('{"itemId":"broken"\n')]));
  const counts = await runBeside(['facility.js', 'mail.ndjson'], { POSTERN_URL: url });
  const numRows = [...counts.matchAll(/: (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  expect(numRows).toBe(501);
  expect(counts).toContain('ROW_SYNTAX: 1');
  await engine.close();
});
