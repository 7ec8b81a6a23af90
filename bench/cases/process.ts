/** What only a whole process shows: resident memory, start-up, and a service's event loop under a long batch. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { linesOf, mail } from '../data.ts';
import { compiled, runToEnd, startService } from '../processes.ts';
import { routes } from '../../src/contract/routes.ts';
import { simulateMail } from '../../src/simulate/mail.ts';

const MILLION = 1_000_000;
const NUM_STARTS = 10;

export const memoryCase: BenchCase = {
  name: 'memory',
  unit: 'MB peak',
  direct: true,
  about: 'one million NDJSON parcels screened from a file, two workers: peak resident memory',
  prepare: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
    const file = join(folder, 'mail.ndjson');
    await writeMail(file, MILLION);
    return {
      numUnits: 1,
      ours: async () => {
        const printed = await runToEnd(compiled('bench/children/screenFile.js'), [file, '2']);
        const { peakMb, rows, errors } = JSON.parse(printed) as { peakMb: number; rows: number; errors: number };
        if (rows + errors !== MILLION) throw new Error(`expected ${MILLION} answers, got ${rows} and ${errors} errors`);
        return peakMb;
      },
      peers: {},
      check: async () => undefined,
      close: async () => rmSync(folder, { recursive: true }),
    };
  },
};

export const startupCase: BenchCase = {
  name: 'startup',
  unit: 'ms',
  direct: true,
  about: 'import of the packed SDK to the first decision, median of ten processes',
  prepare: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
    const file = join(folder, 'parcel.json');
    writeFileSync(file, linesOf(mail(1))[0]);
    // what is installed, not the modules of this build
    await runToEnd(compiled('../sdk/pack.mjs'), []);
    return {
      numUnits: 1,
      ours: async () => {
        const times: number[] = [];
        for (let start = 0; start < NUM_STARTS; start++) {
          const printed = await runToEnd(compiled('bench/children/firstDecision.js'), [file]);
          const { elapsedMs, action } = JSON.parse(printed) as { elapsedMs: number; action: string | null };
          if (action === null) throw new Error('the parcel was not decided');
          times.push(elapsedMs);
        }
        return times.sort((a, b) => a - b)[NUM_STARTS >> 1];
      },
      peers: {},
      check: async () => undefined,
      close: async () => rmSync(folder, { recursive: true }),
    };
  },
};

export const eventLoopCase: BenchCase = {
  name: 'event-loop',
  unit: 'ms p99',
  direct: true,
  about: 'event-loop delay of the service while it screens a batch of a million rows, two workers',
  prepare: async () => {
    const service = await startService(compiled('src/cli/main.js'), ['serve', '--port', '0', '--workers', '2']);
    return {
      numUnits: 1,
      ours: async () => {
        const response = await fetch(service.url + routes.screenBatch.path, {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body: streamMail(MILLION),
          duplex: 'half',
        } as RequestInit);
        let numRows = 0;
        for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
          for (const byte of part) if (byte === 10) numRows++;
        }
        if (numRows !== MILLION) throw new Error(`expected ${MILLION} answers, got ${numRows}`);
        return p99Ms(await (await fetch(service.url + routes.metrics.path)).text());
      },
      peers: {},
      check: async () => undefined,
      close: () => service.stop(),
    };
  },
};

/** The service's own figure for the time since it was last asked. */
function p99Ms(metrics: string): number {
  const found = /^postern_event_loop_delay_seconds\{[^}]*quantile="0\.99"[^}]*\} (\S+)$/m.exec(metrics);
  if (!found) throw new Error('the service reports no event-loop delay');
  return Number(found[1]) * 1000;
}

function streamMail(numParcels: number): ReadableStream<Uint8Array> {
  const chunks = simulateMail({ parcels: numParcels, seed: 11 });
  return new ReadableStream({
    pull: (controller) => {
      const next = chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value.ndjson);
    },
  });
}

async function writeMail(file: string, numParcels: number): Promise<void> {
  const output = await open(file, 'w');
  for (const { ndjson } of simulateMail({ parcels: numParcels, seed: 11 })) await output.write(ndjson);
  await output.close();
}
