/**
 * What is multiplied: the real SDN list where it lies beside the repository, else a synthetic list of the same shape,
 * so that the benchmarks run anywhere. Their figures name which one it was.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, readOfacList, readTable } from '../../tools/quality/data.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { syntheticBase, syntheticInnocents } from './synthetic.ts';

export type Base = {
  readonly origin: 'OFAC SDN' | 'synthetic';
  readonly entries: readonly Entry[];
  /** Given and family names of people who are on no list. */
  readonly innocents: readonly Innocent[];
};
export type Innocent = { readonly given: string; readonly family: string };

let known: Promise<Base> | undefined;

/** Read once a process. */
export function readBase(): Promise<Base> {
  known ??= existsSync(join(dataFolder, 'ofac/sdn.csv')) ? readReal() : Promise.resolve(makeSynthetic());
  return known;
}

async function readReal(): Promise<Base> {
  const rows = await readTable('names/yente/negatives_us.csv');
  const innocents = rows
    .map((row) => ({ given: `${row.first_name} ${row.middle_name}`.trim(), family: row.last_name }))
    .filter(({ given, family }) => given !== '' && family !== '');
  return { origin: 'OFAC SDN', entries: await readOfacList(), innocents };
}

function makeSynthetic(): Base {
  return { origin: 'synthetic', entries: syntheticBase(), innocents: syntheticInnocents() };
}
