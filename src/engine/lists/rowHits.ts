/** What the match stage left of a row: hits on lists, and the signals that they make. */
import { historySignalNames, listSignalNames, signalNames, type Signals } from '../../contract/signals.ts';
import {
  PARTY_IS_RECIPIENT,
  PARTY_IS_SENDER,
  ROW_HIT_BYTES,
  ROW_HIT_DETAIL,
  ROW_HIT_ENTRY,
  ROW_HIT_IN_DELTA,
  ROW_HIT_PARTY,
  ROW_HIT_SCORE,
  ROW_MOST_HITS,
} from '../../core/listStage.ts';
import type { CoreMemory } from '../../core/memory.ts';
import type { ScratchRegion } from '../../core/regions.ts';
import { TILE_ROWS } from '../../core/tile.ts';
import { type TileViews, viewTile } from '../../core/tileControl.ts';
import { type Attribute, attributeOf } from '../../watchlist/index/attributes.ts';

export type HitParty = 'sender' | 'recipient' | null;

export type ListHit = {
  /** Number of the entry in its index. */
  readonly entry: number;
  /** The index is that of what was changed since. */
  readonly isDelta: boolean;
  readonly attribute: Attribute;
  /** The kernel's own number of what it found. */
  readonly found: number;
  /** 0 to 1, calibrated. */
  readonly score: number;
  /** Whose name, address, phone or mailbox it is; null for goods, wallets and free text. */
  readonly party: HitParty;
};

export type HitReader = {
  /** Hits of a row of the tile that was matched last. */
  hitsOf(row: number): ListHit[];
  /** List signals of a row; those that are not known are left out. */
  signalsOf(row: number): Signals;
};

const columns: readonly string[] = [...signalNames, ...historySignalNames];
const listColumns = listSignalNames.map((name) => [name, columns.indexOf(name)] as const);
const ATTRIBUTE_BITS = 8;

export function createHitReader(memory: CoreMemory, scratch: ScratchRegion): HitReader {
  const { lists, columnBytes } = scratch;
  const views: TileViews = viewTile(memory, scratch);
  const hits = new DataView(memory.buffer, lists.hits, TILE_ROWS * ROW_MOST_HITS * ROW_HIT_BYTES);
  return {
    hitsOf: (row) => {
      const [first, count] = views.listRowHits.subarray(2 * row, 2 * row + 2);
      return Array.from({ length: count }, (_, i) => readHit(hits, (first + i) * ROW_HIT_BYTES));
    },
    signalsOf: (row) => {
      const signals: Signals = {};
      for (const [name, column] of listColumns) {
        const value = views.signals[(column * columnBytes) / 4 + row];
        if (!Number.isNaN(value)) signals[name] = value;
      }
      return signals;
    },
  };
}

function readHit(hits: DataView, at: number): ListHit {
  const detail = hits.getUint32(at + ROW_HIT_DETAIL, true);
  return {
    entry: hits.getUint32(at + ROW_HIT_ENTRY, true),
    isDelta: hits.getUint32(at + ROW_HIT_IN_DELTA, true) !== 0,
    attribute: attributeOf(detail) ?? 'document',
    found: detail >>> ATTRIBUTE_BITS,
    score: hits.getFloat64(at + ROW_HIT_SCORE, true),
    party: partyOf(hits.getUint32(at + ROW_HIT_PARTY, true)),
  };
}

function partyOf(number: number): HitParty {
  if (number === PARTY_IS_SENDER) return 'sender';
  return number === PARTY_IS_RECIPIENT ? 'recipient' : null;
}
