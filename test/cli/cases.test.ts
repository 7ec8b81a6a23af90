/** Real reported seizures, mapped to parcels and screened: every case answered, those without an origin as row errors. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/contract/decision.ts';

const root = resolve(import.meta.dirname, '../..');
const cases = resolve(root, '../shared/data/derived/declared_vs_found.csv');
const hasPython = spawnSync('python3', ['--version']).status === 0;
const missing = existsSync(cases) ? (hasPython ? undefined : 'python3 not present') : 'data not present';
if (missing) console.log(`skipped: ${missing}`);

test.runIf(missing === undefined)('every reported case is decided, or is a row error for want of a country', () => {
  const mapped = spawnSync('python3', ['tools/cases_to_parcels.py', cases], { cwd: root });
  expect(mapped.status).toBe(0);
  const screened = spawnSync(process.execPath, ['dist/src/cli/main.js', 'screen', '-', '--workers', '0'], {
    cwd: root,
    input: mapped.stdout,
  });
  const answers = screened.stdout
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  const origins = readFileSync(cases, 'utf8').trimEnd().split('\n').slice(1).map(originOf);
  expect(answers).toHaveLength(origins.length);
  const withoutCountry = origins.filter((origin) => !/^[A-Z]{2}\b/.test(origin)).length;
  const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
  expect(errors).toHaveLength(withoutCountry);
  for (const error of errors) expect(error).toMatchObject({ code: 'FIELD_REQUIRED', pointer: '/sender/country' });
});

/** The fourth column; quoted cells come later, except the description, which may be quoted. */
function originOf(line: string): string {
  const [, , , origin] = line.replaceAll(/"[^"]*"/g, 'quoted').split(',');
  return origin;
}
