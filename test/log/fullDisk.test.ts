/** A disk that refuses: a limit on the size of files, which the system enforces, stands in for a full one. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readEntries } from '../../src/log/readEntries.ts';
import { temporaryFolder } from './logFolder.ts';

const module = resolve(import.meta.dirname, '../../dist/src/log/decisionLog.js');
const script = `
  import { DecisionLog } from ${JSON.stringify(module)};
  const log = await DecisionLog.open(process.argv[1]);
  const batch = (count) => ({ at: 1, count, lines: Buffer.from('{"decision":{}}\\n'.repeat(count)) });
  const out = [];
  for (const count of [1000, 10000, 10]) {
    await log.append(batch(count)).then((seq) => out.push(seq), (error) => out.push(error.code));
  }
  await log.close();
  console.log(JSON.stringify(out));
`;

test.runIf(process.platform === 'linux')(
  'a write that is refused is taken back whole, and a smaller one succeeds',
  async () => {
    const folder = temporaryFolder();
    // 512-byte blocks: room for the first batch and the last, not for the one between
    const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" --input-type=module -e "$1" "$2"`;
    const run = spawnSync('sh', ['-c', limited, process.execPath, script, folder], { encoding: 'utf8' });
    expect(run.stdout.trim()).toBe('[0,"LOG_FULL",1000]');
    let numEntries = 0;
    for await (const entry of readEntries(folder)) {
      expect(entry.seq).toBe(numEntries);
      numEntries += 1;
    }
    expect(numEntries).toBe(1010);
  },
);
