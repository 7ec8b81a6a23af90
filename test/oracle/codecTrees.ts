/** Records for the codecs beside JSON: the families of mutate.ts, as far as their rows could be read. */
import { parseJson } from '../../src/record/parseJson.ts';
import { ForeignValue, SourceObject, type SourceValue } from '../../src/record/sourceValue.ts';
import { families, randomRow } from './mutate.ts';
import type { Random } from './random.ts';

/** Good half the time. Lone surrogates, which no other codec can write, are mostly replaced. */
export function randomTree(random: Random): SourceValue {
  const row = random.chance(0.4) ? families.written(random) : randomRow(random).row;
  const tree = parseJson(row, 1000).tree ?? null;
  return random.chance(0.03) ? tree : wellFormed(tree);
}

function wellFormed(tree: SourceValue): SourceValue {
  if (typeof tree === 'string') return replaceSurrogates(tree);
  if (tree === null || typeof tree !== 'object' || tree instanceof ForeignValue) return tree;
  if (!(tree instanceof SourceObject)) return tree.map(wellFormed);
  const object = new SourceObject();
  tree.keys.forEach((key, i) => object.add(replaceSurrogates(key), wellFormed(tree.values[i] ?? null)));
  return object;
}

/** Lone surrogates become U+FFFD. */
export function replaceSurrogates(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
