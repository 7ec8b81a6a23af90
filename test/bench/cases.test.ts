/** Every benchmark case checks its own answers once; the harness writes what it says and compares with an earlier run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { benchCases } from '../../bench/cases/index.ts';
import type { Results } from '../../bench/report.ts';

const root = resolve(import.meta.dirname, '../..');
const peersPresent = existsSync(join(root, 'bench/peers/node_modules/onnxruntime-node'));
if (!peersPresent) console.log('skipped: cases beside onnxruntime-node (run npm ci in bench/peers to have it)');

// direct cases measure whole processes for minutes; their answers are checked where they are measured
for (const benchCase of benchCases.filter(({ direct }) => !direct)) {
  test.runIf(peersPresent || !benchCase.installsPeers)(
    `the answers of the case ${benchCase.name} are right`,
    async () => {
      const prepared = await benchCase.prepare();
      try {
        await prepared.check();
        expect(prepared.numUnits).toBeGreaterThan(0);
      } finally {
        await prepared.close?.();
      }
    },
  );
}

test('a run writes its results as JSON and compares them with an earlier run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  const file = join(folder, 'scan.json');
  const bench = (...args: string[]): string => {
    const ran = spawnSync(process.execPath, [join(root, 'dist/bench/run.js'), ...args], { cwd: root });
    expect(ran.status).toBe(0);
    return ran.stdout.toString('utf8');
  };
  expect(bench('scan', '--json', file)).toContain('JSON.parse alone');
  const { machine, node, cases } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  expect(machine.cores).toBeGreaterThan(0);
  expect(node.version).toBe(process.version);
  expect(cases).toHaveLength(1);
  const [scan] = cases;
  expect(scan).toMatchObject({ name: 'scan', unit: 'rows/s', checked: true });
  expect(scan.ratio['JSON.parse alone']).toBeCloseTo(scan.ours / scan.peers['JSON.parse alone'], 6);
  expect(bench('scan', '--against', file)).toContain('scan beside JSON.parse alone');
  rmSync(folder, { recursive: true });
});
