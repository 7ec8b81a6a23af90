/**
 * `npm run bench:chart -- FILE...`: what comparisons with native libraries printed, one file a Node version, as tables in
 * bench/README.md between its markers and as a picture a file beside it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nativeChart } from './chart/nativeChart.ts';
import { header } from './report.ts';
import type { NativeResults } from './native/results.ts';
import { tableOf } from './native/table.ts';

const START = '<!-- native: written by npm run bench:chart -->';
const END = '<!-- native: end -->';

/** bench/ of the repository, from the compiled file or from its source. */
const folder = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../../bench/' : './', import.meta.url));

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('npm run bench:chart -- FILE...   files that npm run bench:native -- --json FILE has written\n');
  process.exit(1);
}
const sections = files.map((file) => {
  const results = JSON.parse(readFileSync(file, 'utf8')) as NativeResults;
  const picture = `native-node${results.node.version.slice(1).split('.')[0]}.svg`;
  writeFileSync(`${folder}${picture}`, nativeChart(results));
  return `### Node ${results.node.version}\n\n${header(results)}\n\n![Rows scored a second](${picture})\n\n${tableOf(results)}`;
});
const readme = readFileSync(`${folder}README.md`, 'utf8');
const from = readme.indexOf(START);
const to = readme.indexOf(END);
if (from < 0 || to < from) throw new Error(`bench/README.md has lost its markers ${START} and ${END}`);
const written = `${readme.slice(0, from)}${START}\n\n${sections.join('\n\n')}\n\n${readme.slice(to)}`;
writeFileSync(`${folder}README.md`, written);
