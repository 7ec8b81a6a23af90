/** The commands that README.md shows for models work as they stand there. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const section = /## Bring your own model\n[^]*?```\n([^]*?)```/.exec(
  readFileSync(join(root, 'README.md'), 'utf8'),
)?.[1];

test('the commands of "Bring your own model" print a report and scores', () => {
  const outputs = (section ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [npx, postern, ...args] = line.split(' ');
      expect([npx, postern]).toEqual(['npx', 'postern']);
      const { status, stdout } = spawnSync(process.execPath, ['dist/src/cli/main.js', ...args], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(status).toBe(0);
      return stdout;
    });
  expect(outputs).toHaveLength(2);
  expect(outputs[0]).toMatch(/^format {6}XGBoost, written by 3\.1\.3\n/);
  expect(outputs[1]).toMatch(/^score,id\n-?[\d.]+,first\n-?[\d.]+,second\n-?[\d.]+,third\n$/);
});
