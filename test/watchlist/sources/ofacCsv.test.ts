import { expect, test } from 'vitest';
import { openSourceFile } from '../../../src/watchlist/openSourceFile.ts';
import { fileOf, importFiles } from '../fromText.ts';
import { sharedPath, testWithData } from '../sharedData.ts';

const nulls = (count: number): string => Array.from({ length: count }, () => ',-0- ').join('');
const main = `36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA"${nulls(8)}\r\n`;

testWithData('the real list is taken whole, with the counts of its publisher', async () => {
  const names = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
  const files = await Promise.all(names.map((name) => openSourceFile(sharedPath('ofac', name))));
  const { entries, report } = await importFiles(files);
  expect(report.faults).toEqual([]);
  const kinds = entries.map(({ kind }) => kind);
  const numOf = (kind: string): number => kinds.filter((one) => one === kind).length;
  expect([entries.length, numOf('person'), numOf('organisation'), numOf('vessel'), numOf('aircraft')]).toEqual([
    8976, 4620, 3673, 406, 277,
  ]);
  const indicators = entries.flatMap((entry) => entry.indicators);
  expect(indicators.filter((one) => one.kind === 'name' && one.quality === 'strong')).toHaveLength(11_910);
  const wallets = indicators.flatMap((one) => (one.kind === 'wallet' ? [one] : []));
  expect([wallets.length, new Set(wallets.map(({ address }) => address)).size]).toEqual([97, 95]);
  const addresses = indicators.filter(({ kind }) => kind === 'address').length;
  expect(addresses + report.left.toJSON()['address row without an address']).toBe(13_837);
});

test('nulls, joined programmes, aliases, addresses and remarks that go on in another file', async () => {
  const { entries } = await importFiles([
    fileOf('sdn.csv', `7,"DOE, Jane","individual","SDNTK] [SDGT"${nulls(7)},"Email Address jane@exam"\r\n\x1a`),
    fileOf('alt.csv', '7,1,"aka","DOE, J.",-0- \r\n\x1a'),
    fileOf('add.csv', '7,1,"Main St 1","Springfield 12345","United States",-0- \r\n'),
    fileOf('sdn_comments.csv', `7,"ple.org; Phone Number 861 2345 6789; Passport X123 (China); a.k.a. 'JD'."\r\n`),
  ]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ id: '7', kind: 'person', programmes: ['SDNTK', 'SDGT'], handling: 'clear' });
  expect(entries[0].indicators).toEqual([
    { kind: 'name', text: 'DOE, Jane', quality: 'primary' },
    { kind: 'name', text: 'DOE, J.', quality: 'strong' },
    { kind: 'email', text: 'jane@example.org' },
    { kind: 'phone', text: '861 2345 6789' },
    { kind: 'document', text: 'X123' },
    { kind: 'name', text: 'JD', quality: 'weak' },
    {
      kind: 'address',
      lines: ['Main St 1'],
      city: 'Springfield 12345',
      region: null,
      postcode: null,
      country: 'United States',
    },
  ]);
});

test('what is malformed is refused with its line, and the rest is imported', async () => {
  const { entries, report } = await importFiles([
    fileOf(
      'sdn.csv',
      Buffer.concat([
        Buffer.from(main),
        Buffer.from('37,"two columns"\n'),
        Buffer.from(`38,"an open quote,-0- ,"CUBA"${nulls(8)}\n`),
        Buffer.from([0x33, 0x39, 0x2c, 0xff, 0xfe, 0x0a]),
        Buffer.from(`40,${'x'.repeat(2_000_000)}\n`),
        Buffer.from(main),
        Buffer.from(`41,"GOOD","vessel","CUBA"${nulls(8)}`),
      ]),
      4096,
    ),
    fileOf('alt.csv', '99,1,"aka","NOBODY",-0- \n'),
  ]);
  expect(entries.map(({ id }) => id)).toEqual(['36', '41']);
  expect(report.faults.map(({ file, line, reason }) => [file, line, reason.slice(0, 34)])).toEqual([
    ['sdn.csv', 2, 'expected 12 columns, got 2'],
    ['sdn.csv', 3, 'text follows a closing quote'],
    ['sdn.csv', 4, 'the line is not UTF-8'],
    ['sdn.csv', 5, 'the line is longer than 1048576 by'],
    ['sdn.csv', 6, 'an entry before it has the same id'],
    ['alt.csv', 1, 'no entry of the list has this id'],
  ]);
  expect(report.refused).toBe(6);
});
