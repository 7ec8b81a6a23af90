/** US addresses whose words people have tagged: is each read as what it is? */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '../../../src/cli/textTable.ts';
import { type AddressRole, addressWords } from '../../../src/watchlist/text/addressWords.ts';
import { dataFolder } from '../data.ts';
import { columns, type Section, type Share, shareFigure, shareText } from '../section.ts';

const STRING = /<AddressString>(.*?)<\/AddressString>/gs;
const TOKEN = /<(\w+)>([^<]*)<\/\1>/g;
/** What the words of a tag are to us; tags that carry no part of a place are left out. */
const expected: Readonly<Record<string, { readonly name: string; readonly roles: readonly AddressRole[] }>> = {
  AddressNumber: { name: 'house numbers', roles: ['number'] },
  ZipCode: { name: 'postcodes', roles: ['postcode'] },
  USPSBoxID: { name: 'post boxes', roles: ['box'] },
  OccupancyIdentifier: { name: 'units', roles: ['unit'] },
  StreetName: { name: 'words of streets', roles: ['word', 'part', 'short', 'number'] },
  PlaceName: { name: 'words of towns', roles: ['word', 'part', 'short'] },
};
const NUMBER_TAGS: ReadonlySet<string> = new Set(['AddressNumber', 'ZipCode', 'USPSBoxID']);

export function addressesSection(): Section {
  const text = readFileSync(join(dataFolder, 'addresses/us50_test_tagged.xml'), 'utf8').replaceAll('&amp;', '&');
  const shares = new Map(Object.keys(expected).map((tag) => [tag, { count: 0, of: 0 }]));
  let numWhole = 0;
  const strings = [...text.matchAll(STRING)].map(([, body]) => [...body.matchAll(TOKEN)]);
  for (const tokens of strings) {
    const { words } = addressWords(tokens.map(([, , token]) => token).join(' '));
    let isWhole = true;
    for (const [, tag, token] of tokens) {
      const share = shares.get(tag);
      if (share === undefined) continue;
      for (const { text: word } of addressWords(token).words) {
        // `Mile K` and `# 3` are tagged as numbers too
        if (NUMBER_TAGS.has(tag) && !/[0-9]/.test(word)) continue;
        const isRight = words.some((one) => one.text === word && expected[tag].roles.includes(one.role));
        share.of++;
        if (isRight) share.count++;
        else isWhole = false;
      }
    }
    if (isWhole) numWhole++;
  }
  const rows: (readonly [string, Share])[] = [
    ...[...shares].map(([tag, share]) => [expected[tag].name, share] as const),
    ['addresses without any error', { count: numWhole, of: strings.length }],
  ];
  return {
    lines: markdownTable(
      columns('US addresses read', ['tagged', 'read as what they are']),
      rows.map(([name, share]) => [name, String(share.of), shareText(share)]),
    ),
    figures: Object.fromEntries(
      rows.map(([name, share]) => [`US addresses, ${name}`, { ...shareFigure(share), better: 'higher' }]),
    ),
  };
}
