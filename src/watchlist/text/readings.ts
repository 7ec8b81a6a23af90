/** Letters of scripts without a plain alphabet, read in Latin ones: Mandarin for Chinese characters, the letters as they
 * stand for the others. Tables are unpacked when the first such letter is met. */
import { blockReadings, HAN_START, hanReadings, syllables } from './readingTables.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** As a family name these are read otherwise than as a word. */
const familyReadings: ReadonlyMap<string, string> = new Map([
  ['曾', 'zeng'],
  ['单', 'shan'],
  ['單', 'shan'],
  ['解', 'xie'],
  ['仇', 'qiu'],
  ['区', 'ou'],
  ['區', 'ou'],
  ['查', 'zha'],
  ['翟', 'zhai'],
  ['盖', 'ge'],
  ['乐', 'yue'],
  ['朴', 'piao'],
  ['沈', 'shen'],
]);

/** Runs of them, with a blank where one stands between two. */
export const HAN: RegExp = /[\u3400-\u9fff々]+(?: [\u3400-\u9fff々]+)?/g;

let known: Map<number, string> | null = null;
let read: readonly string[] | null = null;

/** A word for each character: names are written without blanks. */
export function hanSpelling(run: string, isFirst: boolean): string {
  const [first, ...others] = run;
  const family = isFirst && others.length < 4 ? familyReadings.get(first) : undefined;
  return [family ?? hanReading(first), ...others.map(hanReading)].join(' ');
}

function hanReading(letter: string): string {
  read ??= syllables.split(' ');
  const at = 2 * (letter.charCodeAt(0) - HAN_START);
  const place = 62 * DIGITS.indexOf(hanReadings[at]) + DIGITS.indexOf(hanReadings[at + 1]);
  return read[place] === '' ? letter : read[place];
}

/** Undefined for letters that no table holds. */
export function letterReading(code: number): string | undefined {
  known ??= unpacked();
  return known.get(code);
}

function unpacked(): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [start, readings] of blockReadings) {
    for (const [i, reading] of readings.split(' ').entries()) {
      letters.set(start + i, reading === '_' ? '' : reading);
    }
  }
  return letters;
}
