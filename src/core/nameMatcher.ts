/**
 * The core's name kernel on a part `names` by itself, for tools that search lists and screen nothing: lays part,
 * scratch, text and hits in a given piece of the core's memory.
 */
import { HIT_BYTES, HIT_DETAIL, HIT_ENTRY, HIT_SCORE } from '../watchlist/index/attributes.ts';
import { openNames } from '../watchlist/index/names/open.ts';
import { coreText } from '../watchlist/text/coreText.ts';
import type { CoreExports } from './exports.ts';
import { createStandaloneCore } from './standaloneCore.ts';

/** As the kernel takes kinds of parties: whoever sends or receives is a person or an organisation, and no ship. */
export const partyKinds = { unknown: 0, person: 1, organisation: 2, party: 3 } as const;
export type PartyKind = keyof typeof partyKinds;

/** `name` is the place of the name among those of its entry; the score is calibrated (compare/rarity.ts). */
export type NameHit = { readonly entry: number; readonly name: number; readonly score: number };

export type NameMatcher = {
  /** Best first, one hit an entry, at most `mostHits`. */
  match(text: string, kind: PartyKind): NameHit[];
  /** The same without objects: the number of hits, which lie in `hits` until the next call. */
  matchInto(text: string, kind: PartyKind): number;
  /** Hits as the kernel writes them (index/attributes.ts). */
  readonly hits: DataView;
};

const ALIGN = 64;
const TEXT_BYTES = 4096;
const align = (address: number): number => Math.ceil(address / ALIGN) * ALIGN;

/** Bytes of memory that matching names needs at least, wherever they start. */
export function nameMatcherBytes(part: Uint8Array, mostHits: number): number {
  const { scratchBytes } = openNames(part);
  return ALIGN + align(part.length) + align(scratchBytes) + TEXT_BYTES + HIT_BYTES * (mostHits + 1);
}

/**
 * @param address First byte of the piece of memory that is the matcher's alone; its length is `nameMatcherBytes`.
 * @throws PosternError BUNDLE_INVALID where the part is none
 */
export function createNameMatcher(
  core: Pick<CoreExports, 'matchName'>,
  memory: WebAssembly.Memory,
  part: Uint8Array,
  address: number,
  mostHits: number,
): NameMatcher {
  const { scratchBytes } = openNames(part);
  const names = align(address);
  const scratch = align(names + part.length);
  const text = align(scratch + scratchBytes);
  const out = text + TEXT_BYTES;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(part, names);
  // whatever lay there must not look like a scratch of this part
  bytes.fill(0, scratch, scratch + ALIGN);
  const hits = new DataView(memory.buffer, out, HIT_BYTES * mostHits);
  const textBytes = new Uint8Array(memory.buffer, text, TEXT_BYTES);
  const matchInto: NameMatcher['matchInto'] = (name, kind) => {
    const length = writeText(textBytes, coreText(name));
    return core.matchName(names, text, length, partyKinds[kind], scratch, out, mostHits);
  };
  return {
    hits,
    matchInto,
    match(name, kind) {
      return Array.from({ length: matchInto(name, kind) }, (_, i) => ({
        entry: hits.getUint32(i * HIT_BYTES + HIT_ENTRY, true),
        name: hits.getUint32(i * HIT_BYTES + HIT_DETAIL, true) >>> 8,
        score: hits.getFloat64(i * HIT_BYTES + HIT_SCORE, true),
      }));
    },
  };
}

/** Short ones by hand: Node copies before it encodes into shared memory. Returns the number of bytes. */
function writeText(to: Uint8Array, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f || i === to.length) {
      const encoded = Buffer.from(text).subarray(0, to.length);
      to.set(encoded);
      return encoded.length;
    }
    to[i] = unit;
  }
  return text.length;
}

/** A matcher with a memory of its own. */
export function createStandaloneNameMatcher(part: Uint8Array, mostHits = 64): NameMatcher {
  const { core, address } = createStandaloneCore(nameMatcherBytes(part, mostHits));
  return createNameMatcher(core, core.memory, part, address, mostHits);
}
