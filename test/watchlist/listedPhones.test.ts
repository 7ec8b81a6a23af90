import { expect, test } from 'vitest';
import { emptyReport } from '../../src/watchlist/importList.ts';
import { withWholePhones } from '../../src/watchlist/listedPhones.ts';
import { parseMapping } from '../../src/watchlist/sources/mapping.ts';
import { examplePhones } from '../oracle/examplePhones.ts';
import { address, listEntry, phone } from '../oracle/testLists.ts';
import { fileOf, importFiles } from './fromText.ts';

const place = (country: string) => address('1 Nowhere Street', 'Nowhere', '00000', country);

function whole(text: string, countries: readonly string[], told: readonly string[] = []): [string, object] {
  const { phones } = emptyReport();
  const entry = withWholePhones(listEntry('1', [phone(text), ...countries.map(place)]), told, phones);
  return [(entry.indicators[0] as { text: string }).text, phones];
}

test('the example numbers of all countries come to E.164, however they are written', () => {
  const phones = examplePhones();
  const [international, national] = [[], []] as [string[], string[]];
  for (const { country, number } of phones) {
    for (const text of [number.formatInternational(), number.number.replace('+', '00'), number.number])
      if (whole(text, [])[0] !== number.number) international.push(`${country} ${text}`);
    for (const text of [number.formatNational(), number.formatNational().replaceAll(/\D/g, '')])
      if (whole(text, [country])[0] !== number.number) national.push(`${country} ${text}`);
  }
  console.log(
    `${phones.length} countries; not made whole: ${international.length} written international, ` +
      `${national.length} written national ${national.join(', ')}`,
  );
  expect(phones.length).toBeGreaterThan(235);
  expect(international).toEqual([]);
  expect(national).toEqual([]);
});

test('what is not certain stays as it was written, and everything is counted', () => {
  const counted = (international: number, completed: number, kept: number) => ({ international, completed, kept });
  expect(whole('+44 (0)20 7946 0958 ext. 12', [])).toEqual(['+442079460958', counted(1, 0, 0)]);
  expect(whole('020 7946 0958', ['United Kingdom'])).toEqual(['+442079460958', counted(0, 1, 0)]);
  expect(whole('020 7946 0958', [], ['GB'])).toEqual(['+442079460958', counted(0, 1, 0)]);
  // of no country, of one where no such number is, and of two where it may be either
  for (const countries of [[], ['Nowhere'], ['DK'], ['DE', 'NL']])
    expect(whole('020 794 6095', countries)).toEqual(['020 794 6095', counted(0, 0, 1)]);
  for (const text of ['+1', '+999 1234567', '12', 'call me', '', '+442079460958, +442079460959'])
    expect(whole(text, ['GB'])).toEqual([text, counted(0, 0, 1)]);
});

test('sources tell the nationality, the addresses and the column that a phone is completed by', async () => {
  const person = (id: string, properties: object) =>
    JSON.stringify({ id, schema: 'Person', properties: { name: ['A B'], phone: ['020 7946 0958'], ...properties } });
  const remark = (text: string) => `7,"A B","individual","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${text}"\r\n`;
  const mapping = parseMapping('{"columns": {"id": "id", "tel": "phone", "land": "country"}}');
  const element = (tag: string, country: string) =>
    `<${tag}List><${tag}><uid>1</uid><country>${country}</country></${tag}></${tag}List>`;
  const xml = `<?xml version="1.0"?><sdnList><publshInformation/><sdnEntry><uid>7</uid><lastName>A</lastName><sdnType>Individual</sdnType><remarks>Phone Number 020 7946 0958.</remarks>${element('nationality', 'United Kingdom')}</sdnEntry></sdnList>`;
  const attribute = (object_relation: string, type: string, value: string) => ({
    uuid: object_relation,
    type,
    object_relation,
    value,
    to_ids: true,
  });
  const event = {
    Event: {
      uuid: 'e',
      date: '2026-01-01',
      Object: [
        {
          uuid: 'o',
          name: 'person',
          Attribute: [
            attribute('phone-number', 'phone-number', '020 7946 0958'),
            attribute('nationality', 'nationality', 'GB'),
          ],
        },
      ],
    },
  };
  const imports = [
    importFiles([
      fileOf(
        'a.ftm.json',
        ['nationality', 'country', 'jurisdiction'].map((key) => person(key, { [key]: ['gb'] })).join('\n'),
      ),
    ]),
    importFiles([fileOf('sdn.csv', remark('nationality United Kingdom; Phone Number 020 7946 0958.'))]),
    importFiles([fileOf('sdn.xml', xml)]),
    importFiles([fileOf('event.json', JSON.stringify(event))]),
    importFiles([fileOf('own.csv', 'id,tel,land\n1,020 7946 0958,UK\n')], mapping),
  ];
  for (const { source, entries, report } of await Promise.all(imports)) {
    expect([source, report.faults]).toEqual([source, []]);
    expect(entries.length).toBeGreaterThan(0);
    for (const { indicators } of entries)
      expect([source, indicators.find(({ kind }) => kind === 'phone')]).toEqual([source, phone('+442079460958')]);
    expect(report.phones).toEqual({ international: 0, completed: entries.length, kept: 0 });
  }
});
