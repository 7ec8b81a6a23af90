/** Parts of US addresses beside the tags of usaddress: us50_test_tagged.xml, made by others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AddressParts, addressParts } from '../../src/watchlist/text/addressParts.ts';
import { dataFolder } from './data.ts';
import type { Share } from './section.ts';

export type AddressShare = Share & { readonly part: string };

const tagsOf: Readonly<Partial<Record<keyof AddressParts, readonly string[]>>> = {
  number: ['AddressNumber'],
  street: ['StreetName'],
  box: ['USPSBoxID'],
  unit: ['OccupancyIdentifier'],
  place: ['PlaceName'],
  region: ['StateName'],
  postcode: ['ZipCode'],
};

type Token = { readonly tag: string; readonly text: string };

/** Of the addresses that have a part, how many have it as tagged; and of all, how many have all of them so. */
export function measureAddresses(): AddressShare[] {
  const addresses = taggedAddresses();
  const right = addresses.map((tokens) => {
    const parts = addressParts(tokens.map(({ text }) => text).join(' '));
    return Object.entries(tagsOf).map(([part, tags]) => {
      const tagged = tokens.filter(({ tag }) => tags.includes(tag)).map(({ text }) => text);
      const expected = plain(tagged.join(' '));
      return { part, isThere: expected !== '', isRight: plain(parts[part as keyof AddressParts]) === expected };
    });
  });
  const rows = Object.keys(tagsOf).map((part) => {
    const there = right.flatMap((one) => one.filter((result) => result.part === part && result.isThere));
    return { part, count: there.filter(({ isRight }) => isRight).length, of: there.length };
  });
  const whole = right.filter((one) => one.every(({ isRight }) => isRight)).length;
  return [...rows, { part: 'all of them, absent ones too', count: whole, of: addresses.length }];
}

function taggedAddresses(): Token[][] {
  const xml = readFileSync(join(dataFolder, 'addresses/us50_test_tagged.xml'), 'utf8');
  return [...xml.matchAll(/<AddressString>(.*?)<\/AddressString>/gs)].map(([, inside]) =>
    [...inside.matchAll(/<(\w+)>(.*?)<\/\1>/gs)].map(([, tag, text]) => ({ tag, text: text.replaceAll('&amp;', '&') })),
  );
}

/** Punctuation stays with the tags' words. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9/ -]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
