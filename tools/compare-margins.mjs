// Holds the first column of a CSV of scores against another library's margins, one a line, to the last bit.
//
//   node tools/compare-margins.mjs SCORES.csv EXPECTED.txt
import { readFileSync } from 'node:fs';

const [scoresPath, expectedPath] = process.argv.slice(2);
const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n');
const scores = lines(scoresPath)
  .slice(1)
  .map((line) => Number(line.split(',', 1)[0]));
const expected = lines(expectedPath).map(Number);

const differing = expected.filter((margin, row) => !Object.is(margin, scores[row])).length;
console.log(`${scores.length} margins, ${expected.length} expected, ${differing} differ in any bit`);
if (differing > 0 || scores.length !== expected.length || scores.length === 0) process.exit(1);
