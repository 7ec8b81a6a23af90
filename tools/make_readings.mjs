/**
 * Writes src/watchlist/text/readingTables.ts: how letters of scripts without a plain alphabet are read in Latin ones,
 * from npm any-ascii (ISC). The package itself is twenty times what names need, and would be one more to install.
 *
 *   node tools/make_readings.mjs
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import anyAscii from 'any-ascii';

const HAN = [0x3400, 0x9fff];
/** Syriac to Nko, Devanagari to Myanmar, Ethiopic, Khmer and Mongolian, Bopomofo: first and last of each. */
const BLOCKS = [
  [0x0700, 0x07ff],
  [0x0900, 0x109f],
  [0x1200, 0x139f],
  [0x1780, 0x18af],
  [0x3105, 0x312f],
];
/** From Devanagari to Malayalam, by the place in the block: as these are written in names. */
const INDIC = {
  first: 0x0900,
  last: 0x0d7f,
  block: 0x80,
  readings: { 0x1a: 'ch', 0x1b: 'ch', 0x36: 'sh', 0x37: 'sh' },
};
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LINE = 116;

const indicReading = (code) =>
  code >= INDIC.first && code <= INDIC.last ? INDIC.readings[code % INDIC.block] : undefined;
const reading = (code) =>
  indicReading(code) ??
  anyAscii(String.fromCodePoint(code))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
const codes = ([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

const syllables = [...new Set(codes(HAN).map(reading))].sort();
const places = new Map(syllables.map((syllable, i) => [syllable, DIGITS[Math.floor(i / 62)] + DIGITS[i % 62]]));
const han = codes(HAN).map((code) => places.get(reading(code)));
const blocks = BLOCKS.map((block) => [block[0], codes(block).map((code) => reading(code) || '_')]);

function literal(text) {
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}'`);
  return lines.length === 1 ? lines[0].trim() : `\n${lines.join(' +\n')}`;
}

writeFileSync(
  fileURLToPath(new URL('../src/watchlist/text/readingTables.ts', import.meta.url)),
  `/**
 * How letters of scripts without a plain alphabet are read. Written by tools/make_readings.mjs from any-ascii 0.3.3
 * (ISC, Hunter WB): not to be edited.
 */

/** Syllables of Mandarin without tones, set apart by blanks; the first is none. */
export const syllables: string =${literal(syllables.join(' '))};

export const HAN_START = 0x${HAN[0].toString(16)};
/** Two digits to the base 62 (0-9, a-z, A-Z) for each character from there on: the place of its syllable. */
export const hanReadings: string =${literal(han.join(''))};

/** Of other scripts: the first code point, then readings set apart by blanks; _ where there is none. */
export const blockReadings: readonly (readonly [start: number, readings: string])[] = [
${blocks.map(([start, readings]) => `  [0x${start.toString(16)},${literal(readings.join(' '))}],`).join('\n')}
];
`,
);
