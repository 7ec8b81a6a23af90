/** Ten thousand phrases in descriptions of goods of 150 bytes: our automaton beside modern-ahocorasick. Synthetic. */
import { Random } from '../../../src/base/random.ts';
import { type Entry, entryWith } from '../../../src/watchlist/entry.ts';
import type { BenchCase } from '../../case.ts';
import { indexOf } from '../../lists/listEngine.ts';
import { type Kernel, ListKernels } from '../../lists/listKernels.ts';
import { goodsDescription, simulatedGoods } from '../../lists/goods.ts';
import { createAhoCorasick } from '../../peers/ahoCorasick.ts';

const NUM_PHRASES = 10_000;
const NUM_TEXTS = 2000;
const SEED = 41;
const SCRATCH_BYTES = 4096;

/** Words of goods in an order in which hardly any goods have them. */
function phrases(goods: readonly string[]): string[] {
  const random = new Random(SEED);
  const words = goods.flatMap((text) => text.toLowerCase().match(/[a-z]{3,}/g) ?? []);
  const found = new Set<string>();
  while (found.size < NUM_PHRASES) {
    found.add(Array.from({ length: random.between(2, 3) }, () => random.pick(words)).join(' '));
  }
  return [...found];
}

function phraseEntry(text: string, number: number): Entry {
  return entryWith({
    id: `synthetic-${number}`,
    list: 'synthetic',
    indicators: [{ kind: 'phrase', text }],
  });
}

export const phrasesCase: BenchCase = {
  name: 'watchlist phrases',
  unit: 'texts',
  installsPeers: true,
  about: '10,000 phrases in descriptions of goods of 150 bytes',
  prepare: async () => {
    const goods = simulatedGoods();
    const listed = phrases(goods);
    const texts = Array.from({ length: NUM_TEXTS }, (_, row) => goodsDescription(goods, row));
    const kernels = new ListKernels(indexOf(listed.map(phraseEntry), 'identifiers'), texts, SCRATCH_BYTES);
    const part = kernels.partAt('phrases');
    const kernel: Kernel = (core, text, length, scratch, out, most) =>
      core.matchPhrases(part, text, length, scratch, out, most);
    const peer = await createAhoCorasick(listed);
    return {
      numUnits: NUM_TEXTS,
      ours: () => kernels.run(kernel, 0, NUM_TEXTS),
      peers: { 'modern-ahocorasick': () => texts.reduce((sum, text) => sum + peer(text).length, 0) },
      check: async () => {
        let numHits = 0;
        for (const [i, text] of texts.entries()) {
          const expected = [...new Set(peer(text))].sort((a, b) => a - b);
          const got = kernels
            .hitsOf(kernel, i)
            .map(({ entry }) => entry)
            .sort((a, b) => a - b);
          numHits += got.length;
          if (got.join() !== expected.join())
            throw new Error(`text ${i}: got ${got.join()}, expected ${expected.join()}`);
        }
        if (numHits === 0) throw new Error('expected some phrase in some text');
      },
    };
  },
};
