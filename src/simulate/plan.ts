/** Which rows hold contraband, of which network: laid out before the first row is written. */
import { Random } from '../base/random.ts';
import { makeNetwork, type Network, stories, storyMix } from './networks.ts';
import type { FilledSimulateOptions } from './options.ts';
import type { Population } from './parties.ts';

export type Planned = { row: number; readonly network: Network };

/** Planned parcels in order of row, one a row at most. */
export function planNetworks(options: FilledSimulateOptions, seed: number, population: Population): readonly Planned[] {
  const random = new Random(seed, 76);
  const wanted = Math.floor(options.parcels * options.baseRate + random.unit());
  const planned: Planned[] = [];
  let owed = 0;
  let networkId = 0;
  for (const story of stories) {
    const { share, from, to } = storyMix[story];
    owed += wanted * share;
    // what rounding leaves over goes to the next story, so that the sum is exact
    let left = Math.round(owed);
    owed -= left;
    while (left > 0) {
      const network = makeNetwork(seed, networkId++, story, population);
      const size = Math.min(left, random.between(from, to));
      left -= size;
      scatter(random, options, network, size, planned);
    }
  }
  planned.sort((a, b) => a.row - b.row);
  return oneARow(planned, options.parcels);
}

/** The parcels of one network lie within two to nine weeks of the stream. */
function scatter(random: Random, options: FilledSimulateOptions, network: Network, size: number, out: Planned[]): void {
  const window = Math.min(1, random.between(14, 63) / options.days);
  const from = random.unit() * (1 - window);
  for (let i = 0; i < size; i++) {
    out.push({ row: Math.floor((from + random.unit() * window) * options.parcels), network });
  }
}

function oneARow(planned: readonly Planned[], rows: number): readonly Planned[] {
  for (let i = 1; i < planned.length; i++) {
    const [before, here] = [planned[i - 1] as Planned, planned[i] as Planned];
    if (here.row <= before.row) here.row = before.row + 1;
  }
  for (let i = planned.length - 1, free = rows - 1; i >= 0; i--) {
    const here = planned[i] as Planned;
    here.row = Math.min(here.row, free);
    free = here.row - 1;
  }
  return planned;
}
