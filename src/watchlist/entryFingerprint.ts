/** 64 bits that tell an entry from what it was in another version of its list: of everything that is said of it. */
import { createHash } from 'node:crypto';
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
  return createHash('sha256').update(JSON.stringify(facts)).digest().readBigUInt64LE();
}

/** Whatever the order of its keys. */
function told(indicator: Indicator): unknown {
  return Object.entries(indicator).sort(([one], [other]) => (one < other ? -1 : 1));
}
