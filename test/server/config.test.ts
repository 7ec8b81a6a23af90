import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hashKey } from '../../src/server/hashKey.ts';
import { defaultServerConfig, readServerConfig } from '../../src/server/config.ts';

const key = 'k'.repeat(43);

function keyFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'keys');
  writeFileSync(path, text);
  return path;
}

test('without options and environment the service is reachable from this machine only', () => {
  expect(readServerConfig({}, {})).toEqual(defaultServerConfig);
  expect(defaultServerConfig.host).toBe('127.0.0.1');
});

test('an option wins over the environment, and that over the default', () => {
  const env = { POSTERN_PORT: '9000', POSTERN_MAX_BATCHES: '3' };
  expect(readServerConfig({ port: '9001' }, env)).toMatchObject({ port: 9001, maxBatches: 3 });
});

test('every limit and every time can be configured, by option and by environment', () => {
  const names = ['rowBytes', 'bodyBytes', 'nesting', 'bundleBytes', 'idleTimeoutMs', 'requestTimeoutMs', 'shutdownMs'];
  for (const name of names) {
    const variable = `POSTERN_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    for (const config of [readServerConfig({ [name]: '17' }, {}), readServerConfig({}, { [variable]: '17' })]) {
      const { limits, ...rest } = config;
      expect({ ...rest, ...limits }, name).toHaveProperty(name, 17);
    }
  }
});

test('a number that is none is refused with what was given', () => {
  for (const port of ['eighty', '-1', '1.5', '']) {
    expect(() => readServerConfig({ port }, {})).toThrow(`got ${JSON.stringify(port)}, expected a whole number`);
  }
});

test('keys are read as they are or as hashes, and only hashes are kept', () => {
  const path = keyFile(`${key}\n\nsha256:${hashKey('another')}\r\n`);
  const config = readServerConfig({ adminKeyFile: path }, { POSTERN_KEY_FILE: path });
  expect(config.adminKeys).toEqual([hashKey(key), hashKey('another')]);
  expect(config.callerKeys).toEqual(config.adminKeys);
  expect(JSON.stringify(config)).not.toContain(key);
});

test('a key too short to be random is refused, and not repeated', () => {
  expect(() => readServerConfig({ keyFile: keyFile('hunter2') }, {})).toThrow('a key has 7 characters');
});

test('an address that others reach needs keys', () => {
  expect(() => readServerConfig({ host: '0.0.0.0' }, {})).toThrow('give --key-file');
  expect(readServerConfig({ host: '0.0.0.0', keyFile: keyFile(key) }, {}).host).toBe('0.0.0.0');
});

test('the key of a blinded list comes from a file that an option or the environment names', () => {
  const env = { POSTERN_LIST_KEY_FILE: 'carrier.key' };
  expect(readServerConfig({}, env).listKeyFile).toBe('carrier.key');
  expect(readServerConfig({ listKeyFile: 'other.key' }, env).listKeyFile).toBe('other.key');
});

test('a plan comes from options or the environment, and its key alone is refused', () => {
  const env = { POSTERN_PLAN: 'plan.yaml', POSTERN_PLAN_STATE: 'state.json' };
  const capacity = { plan: 'plan.yaml', planKey: 'key.hex', planState: 'state.json' };
  expect(readServerConfig({ planKey: 'key.hex' }, env)).toMatchObject({ capacity });
  expect(() => readServerConfig({ planKey: 'key.hex' }, {})).toThrow('give --plan too');
});
