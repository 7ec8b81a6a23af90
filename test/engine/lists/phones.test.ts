/** Phones of parcels as dialled at home meet listed ones as dialled from abroad. libphonenumber is the oracle. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { defaultCorroboration } from '../../../src/watchlist/corroboration.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { phoneScores } from '../../../src/watchlist/compare/phone.ts';
import { emptyReport } from '../../../src/watchlist/importList.ts';
import { withWholePhones } from '../../../src/watchlist/listedPhones.ts';
import { completePhone, readPhonePlans } from '../../../src/watchlist/text/completePhone.ts';
import { type ExamplePhone, examplePhones } from '../../oracle/examplePhones.ts';
import { listTile } from '../../oracle/listTile.ts';
import { plainLists, sorted } from '../../oracle/plainLists.ts';
import { address, listEntry, phone, testLists } from '../../oracle/testLists.ts';
import { builds } from '../../watchlist/index/listKernels.ts';

const [plain] = simulateParcels(1, 3);
const examples = examplePhones();
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** Written national on the list, too, and read by the import. */
const listed: Entry[] = examples.map(({ country, number }) => {
  const entry = listEntry(country, [phone(number.formatNational()), address('1 Nowhere', 'Nowhere', '0000', country)]);
  return withWholePhones(entry, [], emptyReport().phones);
});

/** From a recipient every other time. */
function parcelWith(country: string, text: string, i: number): Parcel {
  const other = { country: country === 'AQ' ? 'BV' : 'AQ' };
  const party = { country, phone: text.slice(0, 35) };
  return { ...plain, sender: i % 2 === 0 ? party : other, recipient: i % 2 === 0 ? other : party };
}

const rows = (parcels: readonly Parcel[]): Buffer =>
  Buffer.from(parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join(''));

/** Numbers of Argentine mobiles change their digits, not only what stands before them. */
const notCompleted = ['AR'];

const forms: [name: string, (phone: ExamplePhone) => string][] = [
  ['international', ({ number }) => number.formatInternational()],
  ['international with 00', ({ number }) => number.number.replace('+', '00')],
  ['national', ({ number }) => number.formatNational()],
  ['national, digits alone', ({ number }) => digitsOf(number.formatNational())],
  ['national, without what is dialled before it', ({ number }) => number.nationalNumber],
];

describe.each(builds)('phones of parcels, %s build', (build) => {
  const { index } = testLists(listed);

  test.each(forms)('written %s they meet the listed number of every country', (name, textOf) => {
    const parcels = examples.map((example, i) => parcelWith(example.country, textOf(example), i));
    const found = listTile(index, build).match(rows(parcels));
    const missed = examples.filter(
      (_, i) => !found[i].hits.some((hit) => hit.entry === i && hit.score >= phoneScores.completed),
    );
    console.log(`${name}: ${examples.length - missed.length} of ${examples.length} countries`);
    const isNational = name.startsWith('national');
    expect(missed.map(({ country }) => country).filter((one) => !isNational || !notCompleted.includes(one))).toEqual(
      [],
    );
  });

  test('as the plain oracle has it, whatever is written', () => {
    const random = new Random(build === 'simd' ? 11 : 12);
    const plans = readPhonePlans();
    const texts = Array.from({ length: 1000 }, () => {
      const plan = random.pick(plans);
      const digits = Array.from({ length: random.pick([3, 5, ...plan.lengths, 16]) }, () =>
        random.pick(['0', '1', '5', '8', '9']),
      );
      const start = random.pick(['', '', ...plan.trunks, '0', '00', plan.abroad ?? '(0)', '+', 'tel ', '(']);
      const blank = random.pick(['', ' ', '-', ' ', '\u200b']);
      const end = random.pick(['', '', ' ext. 12', '#7', '０']);
      return [random.unit() < 0.9 ? plan.country : 'ZZ', start + digits.join(blank) + end] as const;
    });
    const entries = texts.map(([country, text], i) =>
      listEntry(`E${i}`, [phone(i % 3 === 0 ? text : completePhone(text, country) || `${text}7`)]),
    );
    const parcels = texts.map(([country, text], i) => parcelWith(country, text, i));
    const oracle = plainLists(entries, defaultCorroboration);
    const found = listTile(testLists(entries).index, build).match(rows(parcels));
    let numCompleted = 0;
    for (const [i, parcel] of parcels.entries()) {
      const hits = found[i].hits.map(({ entry, attribute, score, party }) => ({ entry, attribute, score, party }));
      expect([texts[i], sorted(hits)]).toEqual([texts[i], oracle.hitsOf(parcel)]);
      numCompleted += found[i].hits.filter((hit) => hit.found === 3).length;
    }
    expect(numCompleted).toBeGreaterThan(100);
  });
});

test('valid numbers that are made of the examples are completed as libphonenumber completes them', () => {
  const random = new Random(21);
  let [numValid, numEqual] = [0, 0];
  const others = new Map<string, number>();
  for (const { country, number } of examples) {
    for (let i = 0; i < 40; i++) {
      const national = number
        .formatNational()
        .replaceAll(/\d/g, (digit, at: number) =>
          at < 2 || random.unit() < 0.5 ? digit : String(Math.floor(random.unit() * 10)),
        );
      const parsed = parsePhoneNumberFromString(national, { defaultCountry: country, extract: false });
      if (!parsed?.isValid() || parsed.countryCallingCode !== number.countryCallingCode) continue;
      numValid++;
      if (completePhone(national, country) === parsed.number) numEqual++;
      else others.set(country, (others.get(country) ?? 0) + 1);
    }
  }
  console.log(
    `${numEqual} of ${numValid} valid numbers; others: ${[...others].map(([at, n]) => `${at} ${n}`).join(', ')}`,
  );
  expect(numEqual / numValid).toBeGreaterThan(0.98);
});
