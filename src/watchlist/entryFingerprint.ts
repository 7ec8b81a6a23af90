/** 64 bits that tell an entry from what it was in another version of its list: of everything that is said of it. */
import { hash } from 'node:crypto';
import type { Entry, Indicator } from './entry.ts';

/** Computed of every entry of a list, so its facts are written by hand: each says where it ends. */
export function entryFingerprint(entry: Entry): bigint {
  const { list, id, kind, programmes, validFrom, validUntil, confidence, handling, indicators, related } = entry;
  let facts =
    text(list) + text(id) + text(kind) + text(validFrom) + text(validUntil) + text(handling) + `${confidence};`;
  facts += texts(programmes) + texts(related) + `${indicators.length};`;
  for (const indicator of indicators) facts += told(indicator);
  return hash('sha256', facts, 'buffer').readBigUInt64LE();
}

/** Whatever the order of its keys. */
function told(indicator: Indicator): string {
  const { kind } = indicator;
  switch (kind) {
    case 'name':
      return text(kind) + text(indicator.text) + text(indicator.quality);
    case 'address': {
      const { lines, city, region, postcode, country } = indicator;
      return text(kind) + texts(lines) + text(city) + text(region) + text(postcode) + text(country);
    }
    case 'wallet':
      return text(kind) + text(indicator.symbol) + text(indicator.address) + `${indicator.isChecked};`;
    default:
      return text(kind) + text(indicator.text);
  }
}

function texts(all: readonly string[]): string {
  let joined = `${all.length};`;
  for (const each of all) joined += text(each);
  return joined;
}

function text(value: string | null): string {
  return value === null ? ';' : `${value.length}:${value}`;
}
