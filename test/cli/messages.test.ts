/** What the command line says when it is used wrongly: what is the matter, and what to do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'postern-messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

function postern(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'dist/src/cli/main.js'), ...args], { cwd: folder, encoding: 'utf8' });
}

test('--version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(postern('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test('a file that is not there, and a folder in its place, are named with a remedy', () => {
  for (const args of [
    ['screen', 'nowhere.ndjson'],
    ['explain', 'nowhere.ndjson'],
    ['bundle', 'verify', 'nowhere.ndjson'],
  ]) {
    const { status, stderr } = postern(...args);
    expect([status, stderr]).toEqual([1, 'postern: nowhere.ndjson: there is no such file or folder: check the path\n']);
  }
  expect(postern('explain', folder).stderr).toBe('postern: a given path: is a folder: give a file\n');
});

test('a folder that is not there is named as it was given, before anything is read', () => {
  const { status, stderr } = postern('simulate', '--parcels', '1', '--out', 'nofolder/mail.ndjson');
  expect([status, stderr]).toEqual([1, 'postern: nofolder: there is no such folder; make it, or write elsewhere\n']);
});

test('a signing key is never overwritten, and the message says what to do', () => {
  expect(postern('bundle', 'keygen', 'mine').status).toBe(0);
  expect(postern('bundle', 'keygen', 'mine').stderr).toBe(
    'postern: mine.private.pem: exists already and is not overwritten: choose another name, or move it away first\n',
  );
});

test('explain tells how many lines there are, and never quotes one', () => {
  writeFileSync(join(folder, 'mail.ndjson'), '{"itemId":"A"}\n{"itemId":"B"}\n{"Erika\n');
  for (const line of ['0', '4', '1.5', 'x']) {
    expect(postern('explain', 'mail.ndjson', '--line', line).stderr).toMatch(/expected --line from 1 to 3, got /);
  }
  const { stderr } = postern('explain', 'mail.ndjson', '--line', '3');
  expect(stderr).toBe('postern: BODY_INVALID: line 3 is not one parcel as JSON\n');
});

test('the help of serve tells how long a key must be, and every limit', () => {
  const { stdout } = postern('serve', '--help');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('at least 32 characters');
  for (const name of ['row-bytes', 'body-bytes', 'bundle-bytes', 'nesting', 'idle-timeout-ms', 'shutdown-ms']) {
    expect(stdout).toContain(`--${name} <n>`);
  }
});
