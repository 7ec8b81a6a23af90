/** 64 bits that tell an entry from what it was in another version of its list: of everything that is said of it. */
import { hash } from 'node:crypto';
import type { Entry, Indicator } from './entry.ts';

export function entryFingerprint(entry: Entry): bigint {
  const { list, id, kind, programmes, validFrom, validUntil, confidence, handling, indicators, related } = entry;
  const facts = [
    list,
    id,
    kind,
    programmes,
    validFrom,
    validUntil,
    confidence,
    handling,
    indicators.map(told),
    related,
  ];
  return hash('sha256', JSON.stringify(facts), 'buffer').readBigUInt64LE();
}

/** Whatever the order of its keys. */
function told(indicator: Indicator): unknown {
  const values = indicator as Readonly<Record<string, unknown>>;
  return Object.keys(indicator)
    .sort()
    .map((key) => [key, values[key]]);
}
