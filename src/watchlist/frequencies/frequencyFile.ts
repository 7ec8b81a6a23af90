/** Counted words on disk: CSV of word and count, first `*` with the count of all words, listed or not. */
import { PosternError } from '../../contract/errors.ts';
import { WordCounts } from '../compare/wordShares.ts';

const HEADER = 'word,count';
const ALL = '*';
const ROW = /^([^",\s]+),([1-9]\d{0,14})$/;

/** @param leastCount words met less often are left out: they tell nothing, and may be one family's */
export function* frequencyLines(
  counts: ReadonlyMap<string, number>,
  numWords: number,
  leastCount: number,
): Generator<string> {
  yield `${HEADER}\n${ALL},${numWords}\n`;
  const kept = [...counts].filter(([, count]) => count >= leastCount);
  // most common first, and equal files for equal counts
  kept.sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
  for (const [word, count] of kept) yield `${word},${count}\n`;
}

/** @throws REQUEST_INVALID with the line that is no word and count */
export function readFrequencies(text: string): WordCounts {
  const counts = new WordCounts();
  const [header, ...lines] = text.split(/\r?\n/);
  if (header.trim() !== HEADER) throw fault(1, `expected the header ${HEADER}`);
  let all = 0;
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [, word, count] = ROW.exec(line) ?? [];
    if (word === undefined) throw fault(i + 2, 'expected a word, a comma and a count above 0');
    if (word === ALL) all = Number(count);
    else counts.add(word, Number(count));
  }
  counts.total = Math.max(all, counts.total);
  if (counts.total === 0) throw fault(2, 'expected at least one word');
  return counts;
}

function fault(line: number, expected: string): PosternError {
  return new PosternError(
    'REQUEST_INVALID',
    `frequencies, line ${line}: ${expected}; make the file with: postern watchlist frequencies`,
  );
}
