/** Results of one Node version, where readers look for them: figures, a picture, and a part of README.md between markers. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { nativeChart } from '../chart/nativeChart.ts';
import { header } from '../report.ts';
import type { NativeResults } from './results.ts';
import { tableOf } from './table.ts';

const START = '<!-- native: written by npm run bench:native -->';
const END = '<!-- native: end -->';
const HEADING = '### Node v';

/**
 * @param folder Ends with a slash. A README.md that is there must have both markers.
 * @returns The files that were written.
 */
export function publish(results: NativeResults, folder: string): string[] {
  const name = `native-node${majorOf(results.node.version)}`;
  const files = {
    figures: `${folder}results/${name}.json`,
    picture: `${folder}${name}.svg`,
    text: `${folder}README.md`,
  };
  mkdirSync(`${folder}results`, { recursive: true });
  writeFileSync(files.figures, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(files.picture, nativeChart(results));
  const text = existsSync(files.text) ? readFileSync(files.text, 'utf8') : `${START}\n${END}\n`;
  const part = `### Node ${results.node.version}\n\n${header(results)}\n\n![Rows scored a second](${name}.svg)\n\n${tableOf(results)}`;
  writeFileSync(files.text, withPart(text, part));
  return Object.values(files);
}

/**
 * The text with this part between its markers, instead of the one of the same major version; those of others stay.
 * @throws Error when a marker is not there
 */
export function withPart(text: string, part: string): string {
  const from = text.indexOf(START) + START.length;
  const to = text.indexOf(END);
  if (from < START.length || to < from) throw new Error(`expected the markers ${START} and ${END}`);
  const others = text
    .slice(from, to)
    .split(/^(?=### Node v)/m)
    .map((old) => old.trim())
    .filter((old) => old.startsWith(HEADING) && majorOfPart(old) !== majorOfPart(part));
  const parts = [...others, part].sort((a, b) => majorOfPart(a) - majorOfPart(b));
  return `${text.slice(0, from)}\n\n${parts.join('\n\n')}\n\n${text.slice(to)}`;
}

const majorOf = (version: string): number => Number.parseInt(version.slice(1), 10);

const majorOfPart = (part: string): number => Number.parseInt(part.slice(HEADING.length), 10);
