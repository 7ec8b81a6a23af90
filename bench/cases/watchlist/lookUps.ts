/**
 * Ten million phones and wallets on a list, synthetic: a look-up of one that is there, and of one that is not. In a
 * batch, as the match stage asks, so that waits for memory overlap; and one at a time.
 */
import { Random } from '../../../src/base/random.ts';
import { type Entry, entryWith, type Indicator } from '../../../src/watchlist/entry.ts';
import { IDENTIFIERS_SCRATCH_BYTES } from '../../../src/watchlist/index/identifiers/layout.ts';
import type { BenchCase } from '../../case.ts';
import { indexOf } from '../../lists/listEngine.ts';
import { type Kernel, ListKernels } from '../../lists/listKernels.ts';
import { meanOfLeast } from '../../shortRounds.ts';

const NUM_LISTED = 10_000_000;
const NUM_AN_ENTRY = 10;
const NUM_TEXTS = 200_000;
/** Half a millisecond's. */
const PIECE_TEXTS = 2000;
/** What a portion of rows has, or less. */
const BATCH_TEXTS = 400;
const PASSES = 12;
const SEED = 23;
const DIAL_CODES = [7, 52, 86, 961];
const SUBSCRIBERS = 10 ** 9;
/** Has no divisor with it in common. */
const SCATTER = 3 ** 15;

type What = 'phone' | 'wallet';

/** Numbers from NUM_LISTED on are on no list; no two numbers have one text. */
function identifier(random: Random, what: What, number: number): string {
  if (what === 'phone')
    return `+${DIAL_CODES[number % DIAL_CODES.length]}${String((number * SCATTER) % SUBSCRIBERS).padStart(9, '0')}`;
  random.restart(SEED, 0, number);
  let digits = '';
  for (let i = 0; i < 5; i++) digits += random.u32().toString(16).padStart(8, '0');
  return `0x${digits}`;
}

/** Of one number, even ones are phones. */
function whatOf(number: number): What {
  return number % 2 === 0 ? 'phone' : 'wallet';
}

function* entries(): Generator<Entry> {
  const random = new Random(SEED);
  for (let first = 0; first < NUM_LISTED; first += NUM_AN_ENTRY) {
    const indicators = Array.from({ length: NUM_AN_ENTRY }, (_, i): Indicator => {
      const text = identifier(random, whatOf(first + i), first + i);
      return whatOf(first + i) === 'phone'
        ? { kind: 'phone', text }
        : { kind: 'wallet', symbol: 'ETH', address: text, isChecked: false };
    });
    yield entryWith({
      id: `synthetic-${first}`,
      list: 'synthetic',
      indicators,
    });
  }
}

let built: Uint8Array | undefined;

function lookUpCase(what: What, isListed: boolean, isBatch: boolean): BenchCase {
  return {
    name: `watchlist look-up ${what} ${isListed ? 'listed' : 'unlisted'}${isBatch ? '' : ' alone'}`,
    unit: 'ns',
    direct: true,
    about: `ten million identifiers; a ${what} that is ${isListed ? '' : 'not '}among them, ${isBatch ? `${BATCH_TEXTS} together` : 'one at a time'}, called from JavaScript`,
    prepare: async () => {
      built ??= indexOf(entries(), 'identifiers');
      const random = new Random(SEED, isListed ? 1 : 0);
      const numbers = Array.from({ length: NUM_TEXTS }, () => {
        const even = 2 * random.below(NUM_LISTED / 2) + (isListed ? 0 : NUM_LISTED);
        return what === 'phone' ? even : even + 1;
      });
      const made = new Random(SEED);
      const texts = numbers.map((number) => identifier(made, what, number));
      const kernels = new ListKernels(built, texts, IDENTIFIERS_SCRATCH_BYTES);
      const part = kernels.partAt('identifiers');
      const kernel: Kernel =
        what === 'phone'
          ? (core, text, length, scratch, out, most) => core.matchPhone(part, text, length, scratch, out, most)
          : (core, text, length, scratch, out, most) => core.matchWallet(part, text, length, scratch, out, most);
      const batch = kernels.batchOf(part, what, BATCH_TEXTS);
      return {
        numUnits: 1,
        ours: () => nanosecondsOf((from, to) => (isBatch ? batch.run(from, to) : kernels.run(kernel, from, to))),
        peers: {},
        check: async () => {
          const found = numbers.filter((number, i) => {
            const entry = Math.floor(number / NUM_AN_ENTRY);
            return kernels.hitsOf(kernel, i).some((hit) => hit.score === 1 && (!isListed || hit.entry === entry));
          });
          const expected = isListed ? NUM_TEXTS : 0;
          if (found.length !== expected) throw new Error(`expected ${expected} hits, got ${found.length}`);
          if (batch.run(0, NUM_TEXTS) !== kernels.run(kernel, 0, NUM_TEXTS)) throw new Error('a batch has other hits');
        },
      };
    },
  };
}

function nanosecondsOf(run: (from: number, to: number) => number): Promise<number> {
  return meanOfLeast(NUM_TEXTS / PIECE_TEXTS, PASSES, (piece) => {
    const from = performance.now();
    run(piece * PIECE_TEXTS, (piece + 1) * PIECE_TEXTS);
    return ((performance.now() - from) * 1e6) / PIECE_TEXTS;
  });
}

export const lookUpCases: readonly BenchCase[] = (['phone', 'wallet'] as const).flatMap((what) => [
  lookUpCase(what, true, true),
  lookUpCase(what, false, true),
  lookUpCase(what, true, false),
  lookUpCase(what, false, false),
]);
