import type { Entry, Indicator } from '../../entry.ts';
import { type IdentifierKind, identifierKeys, identifierKinds, identifierText } from '../../text/identifierKeys.ts';
import { attributes } from '../attributes.ts';
import { GrowingWords } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { partFault } from '../partFault.ts';
import * as layout from './layout.ts';
import type { Hash128 } from './murmur.ts';
import { type IdentifierColumns, layTable } from './table.ts';
import { keyInto, writtenHash } from './slots.ts';

const kindNames: ReadonlySet<string> = new Set(identifierKinds);
const MOST_MIXES = 16;

export function identifiersBuilder(): PartBuilder {
  const columns = {
    kind: new GrowingWords(),
    a: new GrowingWords(),
    b: new GrowingWords(),
    c: new GrowingWords(),
    d: new GrowingWords(),
    written: new GrowingWords(),
    entry: new GrowingWords(),
  };
  const hash: Hash128 = { a: 0, b: 0, c: 0, d: 0 };
  let [numEntries, numLeft] = [0, 0];
  return {
    add(entry: Entry, number: number) {
      numEntries = number + 1;
      for (const indicator of entry.indicators) {
        const kind = kindOf(indicator);
        if (kind === null) continue;
        const text = identifierText(kind, 'address' in indicator ? indicator.address : textOf(indicator));
        const keys = identifierKeys(kind, text);
        if (keys.length === 0) numLeft++;
        for (const key of keys) {
          keyInto(kind, key, hash);
          columns.kind.push(attributes[kind]);
          columns.a.push(hash.a);
          columns.b.push(hash.b);
          columns.c.push(hash.c);
          columns.d.push(hash.d);
          columns.written.push(writtenHash(text));
          columns.entry.push(number);
        }
      }
    },
    finish() {
      if (columns.kind.length === 0 && numLeft === 0) return null;
      const filled = Object.fromEntries(Object.entries(columns).map(([name, { words }]) => [name, words]));
      const part = layAnyhow(filled as IdentifierColumns);
      const view = new DataView(part.buffer);
      view.setUint32(layout.IDENTIFIERS_NUM_ENTRIES, numEntries, true);
      view.setUint32(layout.IDENTIFIERS_NUM_LEFT, numLeft, true);
      return part;
    },
  };
}

/** A mix that crowds too many identifiers in one place is given up for the next. */
function layAnyhow(columns: IdentifierColumns): Uint8Array<ArrayBuffer> {
  for (let mix = 0; mix < MOST_MIXES; mix++) {
    const part = layTable(columns, mix);
    if (part !== null) return part;
  }
  throw partFault('identifiers', `more than ${layout.IDENTIFIERS_MOST_REACH} buckets share a home however mixed`);
}

function kindOf({ kind }: Indicator): IdentifierKind | null {
  return kindNames.has(kind) ? (kind as IdentifierKind) : null;
}

function textOf(indicator: Indicator): string {
  return 'text' in indicator ? indicator.text : '';
}
