/** Constants of the list index for the core: every number of these layouts, a module a line. */
import * as attributes from '../watchlist/index/attributes.ts';
import * as blinded from '../watchlist/index/blinded/layout.ts';
import * as addressWeights from '../watchlist/compare/addressWeights.ts';
import * as addresses from '../watchlist/index/addresses/layout.ts';
import * as entries from '../watchlist/index/entries/layout.ts';
import * as identifiers from '../watchlist/index/identifiers/layout.ts';
import { nameScores } from '../watchlist/compare/nameScores.ts';
import { rarity } from '../watchlist/compare/rarity.ts';
import * as container from '../watchlist/index/listLayout.ts';
import * as phrases from '../watchlist/index/phrases/layout.ts';
import * as names from '../watchlist/index/names/layout.ts';
import * as nameScratch from '../watchlist/index/names/scratch.ts';
import * as tombstones from '../watchlist/index/tombstones/layout.ts';
import { wordRoles } from '../watchlist/text/wordWeights.ts';

const layouts: readonly Readonly<Record<string, unknown>>[] = [
  container,
  attributes,
  entries,
  // parts, a line each
  addresses,
  identifiers,
  phrases,
  names,
  nameScratch,
  tombstones,
  blinded,
];

export function listSource(): string {
  let text = '';
  for (const layout of layouts) {
    for (const [name, value] of Object.entries(layout)) if (typeof value === 'number') text += line(name, value);
  }
  for (const [name, value] of Object.entries(addressWeights)) text += line(`ADDRESS_${name}`, value);
  container.listParts.forEach((part, i) => (text += line(`LISTS_PART_${part.toUpperCase()}`, directoryOf(i))));
  for (const [name, number] of Object.entries(attributes.attributes))
    text += line(`ATTRIBUTE_IS_${name.toUpperCase()}`, number);
  const scores = { ...nameScores, halfBits: rarity.halfBits, initialBits: rarity.initialBits };
  for (const [name, value] of Object.entries(scores)) text += line(`NAMES_SCORE_IS_${constantName(name)}`, value);
  wordRoles.forEach((role, i) => (text += line(`NAMES_ROLE_IS_${role.toUpperCase()}`, i)));
  return text;
}

function constantName(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

/** Where in the header the offset and size of a part stand. */
function directoryOf(part: number): number {
  return container.LISTS_DIRECTORY + part * container.LISTS_DIRECTORY_BYTES;
}

function line(name: string, value: number): string {
  return `export const ${name}: ${typeOf(name, value)} = ${value};\n`;
}

/**
 * Offsets and sizes are added to addresses; what is compared is u32, days are i32. A score that may be whole is named
 * `..._SCORE_IS_...` (or SHARE, WEIGHT), so that it stays f64.
 */
function typeOf(name: string, value: number): string {
  if (!Number.isInteger(value) || /(SCORE|SHARE|WEIGHT)_IS_/.test(name)) return 'f64';
  if (value < 0 || /_ALWAYS_/.test(name)) return 'i32';
  return /_(MAGIC|VERSION|IS|MOST|LEAST|SEED|MASK|BITS)(_|$)/.test(name) ? 'u32' : 'usize';
}
