/**
 * Names by two or three of their neighbouring words written as one, so that a word as `alhassan` leads to the names in
 * which its parts stand side by side, and to no others.
 */
import { LEAST_JOINED, MOST_JOINED } from '../../compare/alignWords.ts';
import { GrowingWords } from '../growing.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { hashText } from './keys.ts';
import * as layout from './layout.ts';

/** Asked once for each new word of the mail, so longer walks than those of keys are well. */
const BUCKET_LOG = 3;

/** @param names entry, first place and info of each */
export function buildJoins(words: readonly string[], names: Uint32Array, places: Uint32Array): Buckets {
  const hashes = new GrowingWords();
  const owners = new GrowingWords();
  for (let name = 0; name < names.length; name += 3) {
    const end = name + 4 < names.length ? names[name + 4] : places.length;
    for (let start = names[name + 1]; start < end - 1; start++) {
      let text = words[places[start]];
      for (let next = start + 1; next < Math.min(end, start + MOST_JOINED); next++) {
        text += words[places[next]];
        if (text.length < LEAST_JOINED) continue;
        hashes.push(hashText(layout.NAMES_JOIN_SEED, text));
        owners.push(name / 3);
      }
    }
  }
  return bucketsOf(hashes.words, owners.words, BUCKET_LOG);
}
