import type { Entry } from '../../entry.ts';
import { phraseKey } from '../../text/phraseKey.ts';
import { attributes } from '../attributes.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { type Automaton, buildAutomaton } from './automaton.ts';
import * as layout from './layout.ts';

type Listed = { readonly entry: number; readonly attribute: number };

/** Phrases, handles as words, and of goods their names: those of substances are what descriptions say. */
export function phrasesBuilder(): PartBuilder {
  const listed = new Map<string, Listed[]>();
  let [numEntries, numLeft] = [0, 0];
  return {
    add(entry, number) {
      numEntries = number + 1;
      for (const { text, attribute } of phrasesOf(entry)) {
        const key = phraseKey(text);
        if (key === '' || (attribute === attributes.handle && !canStandAlone(key))) {
          numLeft++;
          continue;
        }
        const before = listed.get(key);
        if (before === undefined) listed.set(key, [{ entry: number, attribute }]);
        else if (!before.some((one) => one.entry === number && one.attribute === attribute)) {
          before.push({ entry: number, attribute });
        }
      }
    },
    finish: () => (listed.size === 0 && numLeft === 0 ? null : write(listed, numEntries, numLeft)),
  };
}

/** Without its @ a short handle, or one of digits, is any word. */
function canStandAlone(handle: string): boolean {
  return handle.length >= layout.PHRASES_LEAST_HANDLE && /[^\d ]/.test(handle);
}

function phrasesOf(entry: Entry): { text: string; attribute: number }[] {
  return entry.indicators.flatMap((one) => {
    if (one.kind === 'phrase' || one.kind === 'handle') return [{ text: one.text, attribute: attributes[one.kind] }];
    if (one.kind === 'name' && entry.kind === 'goods') return [{ text: one.text, attribute: attributes.phrase }];
    return [];
  });
}

function write(listed: ReadonlyMap<string, readonly Listed[]>, numEntries: number, numLeft: number): Uint8Array {
  const keys = [...listed].map(([key, items]) => ({ bytes: Buffer.from(` ${key} `), items }));
  keys.sort((one, two) => Buffer.compare(one.bytes, two.bytes));
  const automaton = buildAutomaton(keys.map(({ bytes }) => bytes));
  const itemWords = keys.reduce((sum, { items }) => sum + 1 + items.length * 2, 0);
  const { numNodes } = automaton;
  const [firstsAt, failsAt] = [layout.PHRASES_HEADER_BYTES, layout.PHRASES_HEADER_BYTES + (numNodes + 1) * 4];
  const outputsAt = failsAt + numNodes * 4;
  const itemsAt = outputsAt + numNodes * 4;
  const labelsAt = itemsAt + itemWords * 4;
  const part = new Uint8Array(Math.ceil((labelsAt + numNodes + layout.PHRASES_PADDING_BYTES) / 4) * 4);
  const words = new Uint32Array(part.buffer);
  const set = (at: number, word: number): void => {
    words[at / 4] = word;
  };
  set(layout.PHRASES_NUM_NODES, numNodes);
  set(layout.PHRASES_FIRSTS, firstsAt);
  set(layout.PHRASES_FAILS, failsAt);
  set(layout.PHRASES_OUTPUTS, outputsAt);
  set(layout.PHRASES_ITEMS, itemsAt);
  set(layout.PHRASES_NUM_ITEM_WORDS, itemWords);
  set(layout.PHRASES_LABELS, labelsAt);
  set(layout.PHRASES_NUM_ENTRIES, numEntries);
  set(layout.PHRASES_NUM_PHRASES, keys.length);
  set(layout.PHRASES_NUM_LEFT, numLeft);
  words.set(automaton.firsts, firstsAt / 4);
  words.set(automaton.fails, failsAt / 4);
  part.set(automaton.labels, labelsAt);
  writeItems(keys, automaton, words, outputsAt / 4, itemsAt / 4);
  return part;
}

function writeItems(
  keys: readonly { bytes: Uint8Array; items: readonly Listed[] }[],
  { ends }: Automaton,
  words: Uint32Array,
  outputs: number,
  items: number,
): void {
  let at = 0;
  for (const [i, { bytes, items: listed }] of keys.entries()) {
    words[outputs + ends[i]] = at + 1;
    words[items + at++] = listed.length;
    for (const { entry, attribute } of listed) {
      words[items + at++] = entry;
      words[items + at++] = attribute | ((bytes.length - 2) << 8);
    }
  }
}
