/** Parcels to their parties, as the scanner finds them, for counting: no decision is made. */
import type { Format } from '../contract/formats.ts';
import { ROW_STATUS, recordLayout } from '../core/recordLayout.ts';
import { scannedTiles } from './scannedTiles.ts';

/** What tells parties apart that have the same name; empty where the parcel does not say. */
export type PartyTexts = {
  readonly name: string;
  readonly business: string;
  readonly addressLine: string;
  readonly city: string;
  readonly postcode: string;
};
export type PartyTile = {
  readonly parties: readonly PartyTexts[];
  readonly numRows: number;
  readonly numFlagged: number;
};

const { leaves, bytes: rowBytes } = recordLayout.row;
const places = (['sender', 'recipient'] as const).map((side) => {
  const spanOf = (path: string): number => {
    const leaf = leaves.find((one) => one.path === `${side}.${path}`);
    if (leaf === undefined) throw new TypeError(`the record has no ${side}.${path}`);
    return leaf.span;
  };
  return {
    name: spanOf('name'),
    business: spanOf('business'),
    addressLine: spanOf('addressLines.0'),
    city: spanOf('city'),
    postcode: spanOf('postcode'),
  };
});
const NO_REFERENCE = new Uint8Array(0);

/** Sender and recipient of every parcel that can be read. */
export async function* partyTiles(source: AsyncIterable<Uint8Array>, from: Format): AsyncGenerator<PartyTile> {
  const decoder = new TextDecoder();
  for await (const { numRows, numFlagged, views } of scannedTiles(source, from, NO_REFERENCE)) {
    const bytes = new Uint8Array(views.rowWords.buffer);
    const { rowWords } = views;
    const textAt = (at: number): string => {
      const [start, length] = [rowWords[at >> 2], rowWords[(at >> 2) + 1]];
      // copied: a decoder takes no shared memory
      return length === 0 ? '' : decoder.decode(bytes.slice(start, start + length));
    };
    const parties: PartyTexts[] = [];
    for (let row = 0; row < numRows; row++) {
      const at = row * rowBytes;
      if (rowWords[(at + ROW_STATUS) >> 2] !== 0) continue;
      for (const place of places) {
        parties.push({
          name: textAt(at + place.name),
          business: textAt(at + place.business),
          addressLine: textAt(at + place.addressLine),
          city: textAt(at + place.city),
          postcode: textAt(at + place.postcode),
        });
      }
    }
    yield { parties, numRows, numFlagged };
  }
}
