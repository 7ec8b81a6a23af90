/** What is written so as not to be found: names beside other names, wallets broken by what nobody sees. Synthetic lists. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { defaultCorroboration } from '../../../src/watchlist/corroboration.ts';
import { nameParts } from '../../../src/watchlist/text/nameParts.ts';
import { listTile } from '../../oracle/listTile.ts';
import { plainLists, sorted } from '../../oracle/plainLists.ts';
import { listEntry, name, testLists, wallet } from '../../oracle/testLists.ts';
import { builds } from '../../watchlist/index/listKernels.ts';

const [plain] = simulateParcels(1, 3);
const PERSON = 'Zbigniew Quarzelbrand';
const FIRM = 'Vulkanisierwerk Morgenroth';
const WALLET = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const entries = [listEntry('1', [name(PERSON)]), listEntry('2', [name(FIRM)]), listEntry('3', [wallet('XBT', WALLET)])];
const rows = (parcels: readonly Parcel[]): Buffer =>
  Buffer.from(parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join(''));
const called = (text: string): Parcel => ({ ...plain, sender: { country: 'DE', name: text } });
const about = (explanation: string): Parcel => ({ ...plain, explanation });

test('a name is set apart from another by a sign, and never cut in two without one', () => {
  const cases: [text: string, parts: string[]][] = [
    [`${PERSON} c/o ${FIRM}`, [PERSON, FIRM]],
    [`${PERSON} C/O ${FIRM}`, [PERSON, FIRM]],
    [`${PERSON} d/b/a ${FIRM}`, [PERSON, FIRM]],
    [`${PERSON} / ${FIRM}`, [PERSON, FIRM]],
    [`${PERSON}/${FIRM}`, [PERSON, FIRM]],
    [`ATTN: ${PERSON}`, ['ATTN', PERSON]],
    [`${PERSON} (${FIRM})`, [PERSON, FIRM]],
    [`${PERSON}（${FIRM}）`, [PERSON.toLowerCase(), FIRM.toLowerCase()]],
    [`a/b/c/ ; |(): ab`, []],
    ['A/S Dampskib', ['Dampskib']],
    [PERSON, []],
    ["O'Neil-Smith, J. & Sons", []],
    ['', []],
    ['one / two / three / four / five', ['one', 'two', 'three', 'four']],
  ];
  for (const [text, parts] of cases) expect([text, nameParts(text)]).toEqual([text, parts]);
});

describe.each(builds)('what hides behind other text, %s build', (build) => {
  const tile = () => listTile(testLists(entries).index, build);

  test('a name beside another is found as if it stood alone', () => {
    const alone = tile().match(rows([called(PERSON), called(FIRM)]));
    const [person, firm] = alone.map(({ hits: [hit] }) => hit.score);
    const texts = ['c/o', 'C/O', 'd/b/a', '/', '(', ':', ';', '|', '／', ' a/k/a '].flatMap((sign) => [
      `${PERSON} ${sign} ${FIRM}`,
      `${FIRM} ${sign} ${PERSON}`,
    ]);
    const found = tile().match(rows(texts.map(called)));
    for (const [i, text] of texts.entries()) {
      const scores = found[i].hits.map(({ entry, attribute, score }) => [entry, attribute, score]);
      expect([text, scores.toSorted()]).toEqual([
        text,
        [
          [0, 'name', person],
          [1, 'name', firm],
        ],
      ]);
    }
  });

  test('a party that comes again, and one whose name is remembered as on no list, are judged by the parts too', () => {
    const same = Array.from({ length: 300 }, (_, i) => called(i % 2 === 0 ? `${PERSON} c/o Nobody` : 'Nobody / Else'));
    for (const [i, { hits }] of tile().match(rows(same)).entries()) expect([i, hits.length]).toEqual([i, 1 - (i % 2)]);
  });

  test('a wallet is found through whatever nobody sees, and its case still counts', () => {
    const broken = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u202e', '\u034f'];
    const texts = broken.flatMap((sign) => [
      `pay ${[...WALLET].join(sign)} now`,
      `${sign}${WALLET.slice(0, 9)}${sign}${WALLET.slice(9)}`,
    ]);
    for (const [i, { hits }] of tile()
      .match(rows(texts.map(about)))
      .entries())
      expect([texts[i], hits.map(({ attribute }) => attribute)]).toEqual([texts[i], ['wallet']]);
    const others = [`é ${WALLET.toLowerCase()}`, `${WALLET.slice(0, 9)} ${WALLET.slice(9)}\u200b`];
    for (const { hits } of tile().match(rows(others.map(about)))) expect(hits).toEqual([]);
  });

  test('as the plain oracle has it, whatever stands between', () => {
    const random = new Random(build === 'simd' ? 31 : 32);
    const pieces = [
      PERSON,
      FIRM,
      'Quarzelbrand',
      'c',
      'o',
      'a',
      'é',
      'ｃ',
      'Dr',
      '  ',
      '/',
      '/',
      '(',
      ')',
      ':',
      '|',
      ' ',
    ];
    const parcels = Array.from({ length: 600 }, () =>
      called(
        Array.from({ length: 6 }, () => random.pick(pieces))
          .join(random.pick(['', ' ']))
          .slice(0, 60),
      ),
    );
    const oracle = plainLists(entries, defaultCorroboration);
    const found = tile().match(rows(parcels));
    for (const [i, parcel] of parcels.entries()) {
      const hits = found[i].hits.map(({ entry, attribute, score, party }) => ({ entry, attribute, score, party }));
      expect([parcel.sender.name, sorted(hits)]).toEqual([parcel.sender.name, oracle.hitsOf(parcel)]);
    }
  });
});
