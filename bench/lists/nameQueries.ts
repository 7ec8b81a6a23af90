/** Names of a list, and names to look for in it: listed ones under a disguise, and those of people on no list. */
import { Random } from '../../src/base/random.ts';
import type { ListedNames, NameQuery } from '../peers/nameMatchers.ts';
import { readBase } from './base.ts';
import { type Disguise, disguises } from './disguise.ts';
import { multipliedList } from './listEngine.ts';
import { drawInnocent, drawPlanted } from './plantedMail.ts';

const SEED = 31;

export type DisguisedName = NameQuery & { readonly as: Disguise };

/** Names of all entries, each with the place of its entry. */
export async function listedNames(numEntries: number): Promise<ListedNames> {
  const list = await multipliedList();
  const [names, owners]: [string[], number[]] = [[], []];
  for (let place = 0; place < numEntries; place++) {
    for (const indicator of list.entryAt(place).indicators) {
      if (indicator.kind !== 'name') continue;
      names.push(indicator.text);
      owners.push(place);
    }
  }
  return { names, owners };
}

/** As many of each disguise, one disguise after the other. */
export async function plantedNames(numEntries: number, numEach: number): Promise<DisguisedName[]> {
  const list = await multipliedList();
  const random = new Random(SEED);
  return disguises.flatMap((as) =>
    Array.from({ length: numEach }, () => {
      for (;;) {
        const owner = random.below(numEntries);
        const text = drawPlanted(random, list.entryAt(owner), as)?.name;
        if (text !== undefined) return { text, owner, as };
      }
    }),
  );
}

export async function innocentNames(count: number, isLatinOnly: boolean): Promise<NameQuery[]> {
  const { innocents } = await readBase();
  const random = new Random(SEED + 1);
  return Array.from({ length: count }, () => ({ text: drawInnocent(random, innocents, isLatinOnly), owner: -1 }));
}
