import type { Entry } from '../../../src/watchlist/entry.ts';
import { attributes } from '../../../src/watchlist/index/attributes.ts';
import { phraseKey, phraseScore, phraseWords } from '../../../src/watchlist/text/phraseKey.ts';
import type { PlainHit } from './plainIdentifiers.ts';

/** The oracle: the words of the phrase stand in a row among the words of the text. */
export function plainFind(listed: readonly Entry[], text: string): PlainHit[] {
  const words = ` ${phraseWords(text)} `;
  const hits = listed.flatMap((entry, number) => {
    const found = new Map<string, PlainHit>();
    for (const one of entry.indicators) {
      const isName = one.kind === 'name' && entry.kind === 'goods';
      if (!isName && one.kind !== 'phrase' && one.kind !== 'handle') continue;
      const key = phraseKey(one.text);
      if (
        key === '' ||
        !words.includes(` ${key} `) ||
        (one.kind === 'handle' && (key.length < 5 || /^[\d ]+$/.test(key)))
      )
        continue;
      const attribute = one.kind === 'handle' ? 'handle' : 'phrase';
      const score = one.kind === 'handle' ? 0.98 : phraseScore(key);
      if ((found.get(attribute)?.score ?? 0) < score) found.set(attribute, { entry: number, attribute, score });
    }
    return [...found.values()];
  });
  const numberOf = (hit: PlainHit): number => attributes[hit.attribute as 'phrase'];
  return hits.sort((one, two) => two.score - one.score || one.entry - two.entry || numberOf(one) - numberOf(two));
}
