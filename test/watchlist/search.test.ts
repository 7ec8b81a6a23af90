import { expect, test } from 'vitest';
import { prepareName } from '../../src/watchlist/compare/preparedName.ts';
import { scoreNames } from '../../src/watchlist/compare/scoreNames.ts';
import { addressComparator } from '../../src/watchlist/compare/address.ts';
import { emailComparator } from '../../src/watchlist/compare/email.ts';
import { phoneComparator } from '../../src/watchlist/compare/phone.ts';
import { openSourceFile } from '../../src/watchlist/openSourceFile.ts';
import { nameScores } from '../../src/watchlist/compare/nameScores.ts';
import { entryWith } from '../../src/watchlist/entry.ts';
import { addressReadings } from '../../src/watchlist/search/addressReadings.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import { queryOf } from '../../src/watchlist/search/queryText.ts';
import { searchEntries } from '../../src/watchlist/search/searchEntries.ts';
import { importFiles } from './fromText.ts';
import { sharedPath, testWithData } from './sharedData.ts';

const ofacFiles = (): Promise<Awaited<ReturnType<typeof openSourceFile>>[]> =>
  Promise.all(
    ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'].map((name) => openSourceFile(sharedPath('ofac', name))),
  );

testWithData('search finds what comparing with every name finds', async () => {
  const { entries } = await importFiles(await ofacFiles());
  const people = entries.slice(0, 3000);
  const search = new NameSearch(people);
  for (const text of [
    'Gorbanian Mohamed',
    'van der bilt',
    'al hassan ahmad',
    'Juan Carlos Rodriguez',
    'Сергей Иванов',
    'banco nacional cuba',
  ]) {
    const all = search.names
      .map(
        ({ entry, name, prepared }) =>
          scoreNames(prepareName(text, entry.kind), prepared).score *
          (name.quality === 'weak' ? nameScores.weakAlias : 1),
      )
      .filter((score) => score >= 0.5)
      .sort((a, b) => b - a);
    const hits = search.search(text, 'unknown', 0.5);
    expect(hits.map(({ score }) => score).sort((a, b) => b - a)).toEqual(all);
    expect(hits.every(({ calibrated }, i) => i === 0 || calibrated <= hits[i - 1].calibrated)).toBe(true);
  }
});

testWithData('five hard names of the real list come first', async () => {
  const { entries } = await importFiles(await ofacFiles());
  const search = new NameSearch(entries);
  const wanted: [query: string, id: string][] = [
    ['Gorbanian Mohamed', '26138'],
    ['Ali Khorashadizade', '26137'],
    ['rosoboroneksport OOO', '18782'],
    ['Xiao Bing Yan', '25308'],
    ['iranvisacart@yahoo.com', '26137'],
    ['12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h', '25308'],
  ];
  for (const [text, id] of wanted) {
    const {
      entries: [first],
    } = searchEntries(search, entries, queryOf(text, 'unknown'), { leastScore: 0.7, most: 3 });
    expect([text, first?.entry.id]).toEqual([text, id]);
    expect(first.hits[0].detail.length).toBeGreaterThan(0);
  }
});

testWithData('more evidence stands above less, and none reaches certainty', async () => {
  const { entries } = await importFiles(await ofacFiles());
  const search = new NameSearch(entries);
  const query = queryOf('Mohammad Ghorbaniyan', 'person');
  const scoreOf = (more: object): number =>
    searchEntries(search, entries, { ...query, ...more }, { leastScore: 0.7, most: 1 }).entries[0].score;
  const name = scoreOf({});
  const both = scoreOf({ emails: ['EnExchanger+x@gmail.com'] });
  expect(both).toBeGreaterThan(name);
  expect(both).toBeLessThan(1);
});

test('a line of text is taken apart into a name and identifiers', () => {
  expect(queryOf('Jane Doe j.doe@example.org +1 (555) 010-0000 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'person')).toEqual({
    name: 'Jane Doe',
    words: 'Jane Doe j.doe@example.org +1 (555) 010-0000 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    kind: 'person',
    address: null,
    phones: ['+1 (555) 010-0000'],
    emails: ['j.doe@example.org'],
    wallets: ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    numbers: [],
  });
});

test('a last code that is a state as well as a country is taken for what the listed address bears out', () => {
  expect(addressReadings('1 Main St, Springfield')).toEqual(['1 Main St, Springfield']);
  expect(addressReadings('1 Main St, Austin, TX')).toEqual(['1 Main St, Austin, TX']);
  const scoreOf = (listed: string, text: string): number => {
    const place = { lines: ['742 Evergreen Terrace'], city: 'Springfield', region: null, postcode: null };
    const entries = [
      entryWith({ id: '1', list: 'made', indicators: [{ kind: 'address', ...place, country: listed }] }),
    ];
    const query = { ...queryOf('', 'unknown'), address: `742 Evergreen Terrace, ${text}` };
    return searchEntries(new NameSearch([]), entries, query, { leastScore: 0.7, most: 1 }).entries[0]?.score ?? 0;
  };
  const without = scoreOf('United States', 'Springfield');
  expect(scoreOf('United States', 'Springfield, IL')).toBe(without);
  expect(scoreOf('United States', 'Springfield, DK')).toBeLessThan(without);
  expect(scoreOf('Israel', 'Springfield, IL')).toBeGreaterThan(without);
});

test('mailboxes, phones and addresses are compared as their readers would', () => {
  const email = (a: string, b: string): number => emailComparator.compare(a, b).score;
  expect(email('J.Doe+parcels@GoogleMail.com', 'jdoe@gmail.com')).toBe(0.98);
  expect(email('j\u0430ne@example.org', 'jane@example.org')).toBe(0.98);
  expect(email('jane@example.org', 'john@example.org')).toBe(0);
  const phone = (a: string, b: string): number => phoneComparator.compare(a, b).score;
  expect(phone('+86 138 0013 8000', '008613800138000')).toBe(0.98);
  expect(phone('138 0013 8000', '+8613800138000')).toBe(0.85);
  expect(phone('12345', '12345')).toBe(0);
  const address = (a: string, b: string): number => addressComparator.compare(a, b).score;
  expect(address('12 Main Street, Apt 4, Springfield 12345', '12 Main St, Springfield')).toBeGreaterThan(0.9);
  expect(address('14 Main Street, Springfield', '12 Main St, Springfield')).toBeLessThan(0.6);
  expect(address('anything in Havana, Cuba', 'Havana, Cuba')).toBeLessThan(0.5);
});
