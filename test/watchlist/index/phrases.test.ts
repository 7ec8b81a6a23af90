import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { buildListIndex } from '../../../src/watchlist/index/buildListIndex.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { openPhrases } from '../../../src/watchlist/index/phrases/open.ts';
import { kernelText } from '../../../src/watchlist/text/kernelText.ts';
import { entryOf } from './entryOf.ts';
import { builds, type Hit, type ListKernels, listKernels } from './listKernels.ts';
import type { PlainHit } from './plainIdentifiers.ts';
import { plainFind } from './plainPhrases.ts';

function find(kernels: ListKernels, text: string, most = 64): Hit[] {
  return kernels.match(
    'phrases',
    (core, part, at, length, scratch, out, limit) => core.matchPhrases(part, at, length, scratch, out, limit),
    text,
    most,
  );
}

const phrase = (text: string) => ({ kind: 'phrase', text }) as const;

/** Synthetic phrases, and names of substances. */
const entries: Entry[] = [
  entryOf('0', { indicators: [phrase('hydrogen peroxide'), phrase('peroxide of hydrogen')] }),
  entryOf('1', { indicators: [phrase('peroxide')] }),
  entryOf('2', { kind: 'goods', indicators: [{ kind: 'name', text: 'N,N-Dimethyltryptamine', quality: 'primary' }] }),
  entryOf('3', { indicators: [phrase('acid'), phrase('Schwefelsäure'), phrase('acid'), phrase('!!')] }),
  entryOf('4', {
    indicators: [
      phrase('acid acid acid'),
      { kind: 'handle', text: '@night_owl' },
      { kind: 'handle', text: 'abc' },
      { kind: 'handle', text: '123 456' },
    ],
  }),
  entryOf('5', { indicators: [phrase('sulphuric acid'), phrase('peroxide')] }),
  entryOf('6', { indicators: [phrase('перекись водорода'), phrase('过氧化氢')] }),
];
const index = buildListIndex(entries);
const both = builds.map((build) => listKernels(build, index));

const plain = (hits: readonly Hit[]): PlainHit[] =>
  hits.map(({ entry, attribute, score }) => ({ entry, attribute, score }));

test('the part says what it holds', () => {
  const part = openListIndex(index).parts.phrases as Uint8Array;
  expect(openPhrases(part, entries.length)).toEqual({ numPhrases: 11, numLeft: 3, scratchBytes: 0 });
});

test('whole words are found between any signs, the longest phrase first, and parts of words are not', () => {
  const [simd] = both;
  const hitsOf = (text: string): string[] =>
    find(simd, kernelText(text)).map(({ entry, detail }) => `${entry}:${detail}`);
  expect(hitsOf('HYDROGEN-PEROXIDE, 35 %')).toEqual(['0:17', '1:8', '5:8']);
  expect(hitsOf('peroxide of  hydrogen')).toEqual(['0:20', '1:8', '5:8']);
  expect(hitsOf('n.n dimethyltryptamine')).toEqual(['2:22']);
  expect(hitsOf('acid acid acid')).toEqual(['4:14', '3:4']);
  expect(hitsOf('Schwefelsaure (acidic)')).toEqual(['3:13']);
  expect(hitsOf('Schwefelsäure')).toEqual(['3:13']);
  expect(hitsOf('antacid acids hydrogen')).toEqual([]);
  expect(hitsOf('by night owl')).toEqual(['4:9']);
  expect(hitsOf('перекись водорода 50%')).toHaveLength(1);
  expect(hitsOf('')).toEqual([]);
  expect(find(simd, 'peroxide', 1).map(({ entry }) => entry)).toEqual([1]);
});

test('20,000 random texts have the hits of the plain search, in both builds', () => {
  const random = new Random(7, 20_000);
  const words = ['hydrogen', 'peroxide', 'of', 'acid', 'acids', 'sulphuric', 'N', 'n', 'dimethyltryptamine', 'night'];
  const others = [
    'owl',
    'schwefelsaure',
    'Schwefelsäure',
    'перекись',
    'водорода',
    '过氧化氢',
    'cotton',
    'a',
    'hydro',
    '',
  ];
  let numHits = 0;
  for (let i = 0; i < 20_000; i++) {
    const text = kernelText(
      Array.from(
        { length: random.between(0, 12) },
        () => random.pick([...words, ...others]) + random.pick([' ', ' ', '-', ', ', '_', '']),
      ).join(''),
    );
    const expected = plainFind(entries, text);
    numHits += expected.length;
    for (const kernels of both) expect([text, plain(find(kernels, text))]).toEqual([text, expected]);
  }
  expect(numHits).toBeGreaterThan(10_000);
});

test('random phrases that begin and end alike are all found', () => {
  const word = fc.constantFrom('a', 'b', 'ab', 'ba', 'aa', 'é', '中');
  const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 30 }),
      fc.array(word, { maxLength: 24 }),
      (phrases, text) => {
        const listed = phrases.map((one, i) => entryOf(String(i), { indicators: [phrase(one)] }));
        const kernels = listKernels(phrases.length % 2 === 0 ? 'simd' : 'scalar', buildListIndex(listed));
        const value = kernelText(text.join(' '));
        expect(plain(find(kernels, value))).toEqual(plainFind(listed, value));
      },
    ),
    { numRuns: 400 },
  );
});

test('hostile bytes of the part are refused or answered without reading outside, and every walk ends', () => {
  const { byteOffset, length } = openListIndex(index).parts.phrases as Uint8Array;
  let numOpened = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.nat(63), fc.nat(length - 1)), fc.constantFrom(0, 1, 2, 64, 127, 255)), {
        minLength: 1,
        maxLength: 12,
      }),
      (changes) => {
        const bytes = index.slice();
        for (const [at, byte] of changes) bytes[byteOffset + at] = byte;
        try {
          openPhrases(openListIndex(bytes).parts.phrases as Uint8Array, entries.length);
        } catch (error) {
          expect(String(error)).toContain('list index, part phrases');
          return;
        }
        numOpened++;
        const kernels = listKernels('simd', bytes);
        for (const text of ['hydrogen peroxide of hydrogen acid acid acid', 'n n dimethyltryptamine night owl']) {
          for (const { entry } of find(kernels, text, 4)) expect(entry).toBeLessThan(entries.length);
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(numOpened).toBeGreaterThan(20);
});
