/**
 * Fresh random models of the real libraries, scored here and there: every raw margin must be the same bits.
 *
 *   npm run parity -- [--rows N] [--seed N] [FORMAT...]
 *
 * A million rows a format unless --rows or POSTERN_PARITY_ROWS says otherwise. The seed is drawn and printed unless --seed
 * gives one. A format is tools/parity/FORMAT.py, run in each environment FORMAT or FORMAT-* of tools/environments; they
 * share its rows. Ends with 1 when any row differs or any model cannot be made or read. Needs Python and PyPI.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Comparer, loadComparer } from './compareModel.ts';
import { type Frame, readFrames } from './readFrames.ts';

type Total = { format: string; environment: string; models: number; rows: number; differ: number };

const { values: options, positionals } = parseArgs({
  options: {
    rows: { type: 'string', default: process.env.POSTERN_PARITY_ROWS ?? '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
  allowPositionals: true,
});
const numRows = positive('--rows', options.rows);
const seed = positive('--seed', options.seed);
const newComparer = loadComparer();

const known = namesIn('tools/parity', '.py').filter((name) => name !== 'common' && name !== 'stream');
const formats = positionals.length > 0 ? positionals : known;
const unknown = formats.find((format) => !known.includes(format));
if (unknown !== undefined) fail(`no format "${unknown}"; there are ${known.join(', ')}`);

console.log(`seed ${seed}, ${numRows} rows a format`);
const totals: Total[] = [];
for (const format of formats) {
  const environments = namesIn('tools/environments', '.txt').filter(
    (name) => name === format || name.startsWith(`${format}-`),
  );
  for (const [i, environment] of environments.entries()) {
    const rows =
      Math.floor((numRows * (i + 1)) / environments.length) - Math.floor((numRows * i) / environments.length);
    totals.push(await runFormat(format, environment, rows));
  }
}
print(['format', 'models', 'rows', 'differ']);
for (const { environment, models, rows, differ } of totals) print([environment, models, rows, differ]);
if (totals.some(({ differ }) => differ > 0)) process.exitCode = 1;

async function runFormat(format: string, environment: string, rows: number): Promise<Total> {
  const python = execFileSync('bash', ['tools/environment.sh', environment], { encoding: 'utf8' }).trim();
  // -P: a folder of scripts must not hide a library of the same name
  const generator = spawn(python, ['-W', 'ignore', '-P', '-m', 'parity.stream', format, String(rows), String(seed)], {
    env: { ...process.env, PYTHONPATH: 'tools', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(generator, 'exit');
  const total: Total = { format, environment, models: 0, rows: 0, differ: 0 };
  try {
    await compareFrames(readFrames(generator.stdout), total);
  } catch (error) {
    generator.kill();
    throw error;
  }
  const [code] = await ended;
  if (code !== 0) fail(`${environment}: the models could not be made (exit code ${code})`);
  if (total.rows !== rows) fail(`${environment}: ${total.rows} rows compared, expected ${rows}`);
  return total;
}

async function compareFrames(frames: AsyncIterable<Frame>, total: Total): Promise<void> {
  let name = '';
  let comparer: Comparer | null = null;
  const finish = (): void => {
    if (comparer === null) return;
    const { numRows: rows, numDiffering, numTrees, numNodes, example } = comparer.finish();
    console.log(
      `${total.environment} ${name}: ${numTrees} trees, ${numNodes} nodes, ${rows} rows, ${numDiffering} differ`,
    );
    if (example !== null) console.log(`  ${example}`);
    total.models++;
    total.rows += rows;
    total.differ += numDiffering;
  };
  for await (const { head, parts } of frames) {
    if (head.kind === 'about') {
      console.log(`${total.environment}: ${Object.entries(head.versions).flat().join(' ')}`);
    } else if (head.kind === 'model') {
      finish();
      name = head.name;
      comparer = newComparer(new Uint8Array(parts[0]), head.options);
    } else {
      comparer?.add(head, parts);
    }
  }
  finish();
}

function namesIn(folder: string, ending: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).sort();
}

function positive(name: string, text: string): number {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : fail(`${name}: expected a positive number, got "${text}"`);
}

function print(cells: readonly (string | number)[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(9))).join(' '));
}

function fail(message: string): never {
  console.error(`parity: ${message}`);
  process.exit(1);
}
