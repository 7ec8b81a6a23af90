/**
 * The parts of one address for people to read: which words are the house's number, the street, the unit, the box, the
 * place, the region, the postcode. Read from the end, where places stand; made for addresses with commas.
 */
import { addressTable, type SpecialRole } from './addressTable.ts';

export type AddressParts = {
  readonly number: string;
  readonly street: string;
  readonly unit: string;
  readonly box: string;
  readonly place: string;
  readonly region: string;
  readonly postcode: string;
};

const POSTCODE = /^[\d][\d-]{3,}$/;
const HOUSE_NUMBER = /^#?\d[\w/-]*$/;
const EDGES = /^[^\p{L}\p{N}#]+|[^\p{L}\p{N}]+$/gu;

/** Texts are words of the address joined by a blank, as written, without punctuation at their ends; empty where none. */
export function addressParts(text: string): AddressParts {
  const sections = text
    .split(',')
    .map((section) => section.split(/\s+/).map((word) => word.replaceAll(EDGES, '')))
    .map((words) => words.filter((word) => word !== ''))
    .filter((words) => words.length > 0);
  const tail = sections.pop() ?? [];
  const postcode = tail.length > 0 && POSTCODE.test(tail[tail.length - 1]) ? (tail.pop() as string) : '';
  const region = tail.length > 0 && (postcode !== '' || tail.length === 1) ? (tail.pop() as string) : '';
  const place = (tail.length > 0 ? tail : (sections.pop() ?? [])).join(' ');
  return { ...houseParts(sections), place, region, postcode };
}

type HouseParts = Pick<AddressParts, 'number' | 'street' | 'unit' | 'box'>;

/** Sections before the place: what stands behind a word for units or boxes is theirs, the rest is a street. */
function houseParts(sections: readonly (readonly string[])[]): HouseParts {
  const found: Record<keyof HouseParts, string[]> = { number: [], street: [], unit: [], box: [] };
  for (const words of sections) {
    let into: 'unit' | 'box' | null = null;
    for (const [i, word] of words.entries()) {
      const role = roleOf(word);
      if (role === 'boxWord') into = 'box';
      else if (role === 'unitWord' && i > 0) into = 'unit';
      else if (into !== null) found[into].push(word);
      else if (i === 0 && HOUSE_NUMBER.test(word) && found.number.length === 0) found.number.push(word);
      else found.street.push(word);
    }
  }
  // a box stands for the street, and the words before it are its kind
  if (found.box.length > 0) found.street = [];
  return {
    number: found.number.join(' '),
    street: found.street.join(' '),
    unit: found.unit.join(' '),
    box: found.box.join(' '),
  };
}

function roleOf(word: string): SpecialRole | undefined {
  return addressTable.get(word.toLowerCase())?.role;
}
