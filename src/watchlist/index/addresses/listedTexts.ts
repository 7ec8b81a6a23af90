/** The words of all listed addresses while a part is built. */
import { forgivesTypo } from '../../compare/address.ts';
import { addressTable } from '../../text/addressTable.ts';
import { partFault } from '../partFault.ts';
import * as layout from './layout.ts';

/** What of an item its word's text says, looked at once a word. */
export const HAS_DIGIT = 1;
export const FORGIVES_AS_WORD = 2;
export const FORGIVES_AS_POSTCODE = 4;

function shapeOf(text: string): number {
  return (
    (/[0-9]/.test(text) ? HAS_DIGIT : 0) |
    (forgivesTypo({ text, role: 'word' }) ? FORGIVES_AS_WORD : 0) |
    (forgivesTypo({ text, role: 'postcode' }) ? FORGIVES_AS_POSTCODE : 0)
  );
}

/** Words by number, and how many addresses have each. The first ones are the special words. */
export class ListedTexts {
  readonly texts: string[] = [...addressTable.keys()];
  readonly uses: number[] = this.texts.map(() => 0);
  readonly shapes: number[] = this.texts.map(shapeOf);
  readonly #numbers = new Map(this.texts.map((text, number) => [text, number]));

  /** The word's number, with one more use. */
  use(text: string): number {
    const number = this.numberOf(text);
    this.uses[number]++;
    return number;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    if (number >= layout.ADDRESSES_NUMBER_MASK) throw partFault('addresses', 'more words than 24 bits can number');
    this.uses.push(0);
    this.shapes.push(shapeOf(text));
    this.#numbers.set(text, number);
    return number;
  }
}
