/** Options that every command which screens has, and the screener they describe. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { RecordingHost } from '../contract/host.ts';
import { type Tier, tiers } from '../contract/tier.ts';
import { readManifest } from '../engine/bundle/readManifest.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { EngineOptions } from '../engine/options.ts';
import { createPool } from '../workers/createPool.ts';
import { readTrustedKeys } from './trustedKeys.ts';

export type ScreenerOptions = {
  bundle?: string;
  patch?: string;
  trust?: string[];
  tier?: Tier;
  listKeyFile?: string;
  workers: string;
};

/** Whom the answers are for. */
export function tierOption(): Option {
  return new Option('--tier <tier>', 'whom the answers are for: officers see all').choices(tiers).default('officer');
}

export function withScreenerOptions(command: Command): Command {
  return command
    .option('--bundle <file>', 'bundle to screen with (default: the shipped one, trained on synthetic mail)')
    .option('--patch <file>', 'patch of its lists, from: postern bundle patch')
    .option('--trust <key.pem...>', 'public keys whose bundles are accepted (default: the demonstration key)')
    .option('--list-key-file <file>', 'key of the blinded list that a bundle for carriers has')
    .option('--workers <n>', 'worker threads; 0 screens on the main thread', String(availableParallelism()));
}

export function openScreener(options: ScreenerOptions, settings: EngineOptions = {}): RecordingHost {
  const numWorkers = Number(options.workers);
  if (!Number.isInteger(numWorkers) || numWorkers < 0) {
    throw new RangeError(`expected --workers to be an integer of 0 or more, got "${options.workers}"`);
  }
  const engine: EngineOptions = {
    onWorkerError: tellWorkerError,
    ...settings,
    ...(options.tier && { tier: options.tier }),
    ...(options.bundle && { bundle: readFileSync(options.bundle) }),
    ...(options.patch && { patch: readFileSync(options.patch) }),
    ...(options.listKeyFile && { listKey: readFileSync(options.listKeyFile, 'utf8') }),
    ...(options.trust && { trustedKeys: readTrustedKeys(options.trust) }),
  };
  return numWorkers === 0 ? createEngine(engine) : createPool({ ...engine, numWorkers });
}

/** What the opening note of a log says of them. `redacts` is there for a bundle for carriers. */
export function sourceOf({ bundle, tier = 'officer' }: ScreenerOptions): { tier: Tier; redacts?: string } {
  const redacts = redactsOf(bundle);
  return { tier, ...(redacts !== undefined && { redacts }) };
}

/** Of a bundle for carriers, the hash of the bundle that it was made of. */
export function redactsOf(bundle: string | undefined): string | undefined {
  return bundle === undefined ? undefined : readManifest(readFileSync(bundle)).manifest.redacts;
}

/** By kind only: the text of a fault may quote what was being read. */
function tellWorkerError(error: unknown, attempt: number): void {
  const kind = error instanceof Error ? error.name : typeof error;
  const next = attempt === 1 ? 'trying again' : 'its rows are answered with ROW_LOST';
  process.stderr.write(`postern: a worker failed (${kind}): ${next}\n`);
}
