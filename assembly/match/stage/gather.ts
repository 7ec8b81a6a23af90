// What of rows is to be matched: their parties, and the texts that lie in fields of their own. Texts that are not ASCII
// are listed, for TypeScript to fold them before they are matched.

import {
  FOLDED_EXTRA,
  FOLDED_FACTOR,
  IS_RAW_FOLD,
  LIST_ARENA,
  LIST_ARENA_END,
  LIST_ARENA_NEXT,
  LIST_FOLDS,
  LIST_NUM_FOLDS,
  LIST_NUM_TEXTS,
  LIST_PORTION,
  LIST_ROW_PARTIES,
  LIST_ROW_TEXTS,
  LIST_TEXTS,
  PARTY_ADDRESS,
  PARTY_BUSINESS,
  PARTY_DAY,
  PARTY_IS_NONE,
  PARTY_IS_RECIPIENT,
  PARTY_IS_SENDER,
  PARTY_IS_WHOLE,
  PARTY_KEY,
  PARTY_LISTED,
  PARTY_NAME,
  PARTY_NUM_HITS,
  PARTY_PENDING,
  TEXT_BYTES,
  TEXT_FOLDED,
  TEXT_IS_DOCUMENT,
  TEXT_IS_EMAIL,
  TEXT_IS_FREE,
  TEXT_IS_PHONE,
  TEXT_IS_WALLET,
  TEXT_KIND,
  TEXT_PARTY,
  TEXT_RAW,
} from '../../generated/listStage';
import {
  LINE_BYTES,
  LINE_SPAN_DESCRIPTION,
  ROW_BYTES,
  ROW_LENGTH,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_STATUS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
  SPAN_EXPLANATION,
  SPAN_PAYMENT_PROCESSOR_REF,
  SPAN_RECIPIENT_EMAIL,
  SPAN_RECIPIENT_PHONE,
  SPAN_RECIPIENT_TAX_ID,
  SPAN_SENDER_EMAIL,
  SPAN_SENDER_PHONE,
  SPAN_SENDER_TAX_ID,
  WALLET_BYTES,
  WALLET_SPAN_ADDRESS,
} from '../../generated/record';
import {
  STATUS_SLOW_NUMBER,
  TILE_LINES,
  TILE_LIST_STAGE,
  TILE_NUM_ROWS,
  TILE_ROWS,
  TILE_WALLETS,
} from '../../generated/tile';
import { isAscii } from './ascii';
import { laySpans, partyOf } from './parties';
import { wantsIdentifiers, wantsParties, wantsTexts } from './segments';
import { leaveOutUnlisted } from './unlisted';

/** More texts than a row has beside lines and wallets, and room for its two parties. */
const FURTHER_TEXTS: u32 = 16;

/** Takes rows from `firstRow` on as long as there is room for what they need. Returns the row after the last. */
export function gatherLists(tile: usize, firstRow: u32): u32 {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const rows = <usize>load<u32>(tile, TILE_ROWS);
  const numRows = load<u32>(tile, TILE_NUM_ROWS);
  const room = <usize>load<u32>(stage, LIST_ARENA_END);
  let promised: usize = 0;
  store<u32>(stage, load<u32>(stage, LIST_PORTION) + 1, LIST_PORTION);
  store<u32>(stage, load<u32>(stage, LIST_ARENA), LIST_ARENA_NEXT);
  store<u32>(stage, 0, LIST_NUM_TEXTS);
  store<u32>(stage, 0, LIST_NUM_FOLDS);
  const parties = wantsParties(tile);
  const identifiers = wantsIdentifiers(tile);
  const texts = wantsTexts(tile);
  for (let index = firstRow; index < numRows; index++) {
    const row = rows + <usize>index * ROW_BYTES;
    const used = <usize>load<u32>(stage, LIST_ARENA_NEXT) + promised;
    if (index > firstRow && used + mostOf(row) > room) return index;
    promised += gatherRow(tile, stage, row, index, parties, identifiers, texts);
  }
  return numRows;
}

/** No row can need more: none of its texts is longer than the row. */
@inline
function mostOf(row: usize): usize {
  const numTexts = load<u32>(row, ROW_LINES_COUNT) + load<u32>(row, ROW_WALLETS_COUNT) + FURTHER_TEXTS;
  const numBytes = <usize>load<u32>(row, ROW_LENGTH);
  return (<usize>FOLDED_FACTOR + 2) * numBytes + <usize>numTexts * FOLDED_EXTRA + 2 * PARTY_KEY;
}

/** Returns the bytes that its folded texts may take. */
function gatherRow(
  tile: usize,
  stage: usize,
  row: usize,
  index: u32,
  isForParties: bool,
  isForIdentifiers: bool,
  isForTexts: bool,
): usize {
  const parties = <usize>load<u32>(stage, LIST_ROW_PARTIES) + (<usize>index << 3);
  const texts = <usize>load<u32>(stage, LIST_ROW_TEXTS) + (<usize>index << 3);
  store<u64>(parties, 0);
  store<u32>(texts, load<u32>(stage, LIST_NUM_TEXTS));
  store<u32>(texts, 0, 4);
  // a row that is only slow to read comes to a decision; any other that is flagged does not
  if (load<u32>(row, ROW_STATUS) & ~STATUS_SLOW_NUMBER) return 0;
  let promised: usize = 0;
  if (isForParties) {
    const sender = partyOf(stage, row, false);
    promised += listParty(stage, sender);
    const recipient = partyOf(stage, row, true);
    promised += listParty(stage, recipient);
    store<u32>(parties, <u32>sender);
    store<u32>(parties, <u32>recipient, 4);
  }
  if (isForIdentifiers) {
    promised += listText(stage, row + SPAN_SENDER_PHONE, TEXT_IS_PHONE, PARTY_IS_SENDER);
    promised += listText(stage, row + SPAN_SENDER_EMAIL, TEXT_IS_EMAIL, PARTY_IS_SENDER);
    promised += listText(stage, row + SPAN_RECIPIENT_PHONE, TEXT_IS_PHONE, PARTY_IS_RECIPIENT);
    promised += listText(stage, row + SPAN_RECIPIENT_EMAIL, TEXT_IS_EMAIL, PARTY_IS_RECIPIENT);
    promised += listText(stage, row + SPAN_SENDER_TAX_ID, TEXT_IS_DOCUMENT, PARTY_IS_SENDER);
    promised += listText(stage, row + SPAN_RECIPIENT_TAX_ID, TEXT_IS_DOCUMENT, PARTY_IS_RECIPIENT);
    const wallets = <usize>load<u32>(tile, TILE_WALLETS) + <usize>load<u32>(row, ROW_WALLETS_FIRST) * WALLET_BYTES;
    const numWallets = <usize>load<u32>(row, ROW_WALLETS_COUNT);
    for (let i: usize = 0; i < numWallets; i++) {
      promised += listText(stage, wallets + i * WALLET_BYTES + WALLET_SPAN_ADDRESS, TEXT_IS_WALLET, PARTY_IS_NONE);
    }
  }
  if (isForTexts) {
    const lines = <usize>load<u32>(tile, TILE_LINES) + <usize>load<u32>(row, ROW_LINES_FIRST) * LINE_BYTES;
    const numLines = <usize>load<u32>(row, ROW_LINES_COUNT);
    for (let i: usize = 0; i < numLines; i++) {
      promised += listText(stage, lines + i * LINE_BYTES + LINE_SPAN_DESCRIPTION, TEXT_IS_FREE, PARTY_IS_NONE);
    }
    promised += listText(stage, row + SPAN_EXPLANATION, TEXT_IS_FREE, PARTY_IS_NONE);
    promised += listText(stage, row + SPAN_PAYMENT_PROCESSOR_REF, TEXT_IS_FREE, PARTY_IS_NONE);
  }
  store<u32>(texts, load<u32>(stage, LIST_NUM_TEXTS) - load<u32>(texts), 4);
  return promised;
}

/** Texts of a party that is, or may be, yet to match, once a portion: what an earlier one folded is gone. */
function listParty(stage: usize, party: usize): usize {
  if (party == 0) return 0;
  if (load<u32>(party, PARTY_NUM_HITS) != PARTY_PENDING && load<u32>(party, PARTY_DAY) == PARTY_IS_WHOLE) return 0;
  if (load<u32>(party, PARTY_LISTED) == load<u32>(stage, LIST_PORTION)) return 0;
  store<u32>(party, load<u32>(stage, LIST_PORTION), PARTY_LISTED);
  laySpans(party);
  leaveOutUnlisted(stage, party);
  return (
    listFold(stage, party + PARTY_NAME, 0) +
    listFold(stage, party + PARTY_BUSINESS, 0) +
    listFold(stage, party + PARTY_ADDRESS, 0)
  );
}

@inline
function listText(stage: usize, span: usize, kind: u32, party: u32): usize {
  return load<u32>(span, 4) ? addText(stage, span, kind, party) : 0;
}

function addText(stage: usize, span: usize, kind: u32, party: u32): usize {
  const number = load<u32>(stage, LIST_NUM_TEXTS);
  const text = <usize>load<u32>(stage, LIST_TEXTS) + <usize>number * TEXT_BYTES;
  store<u64>(text, load<u64>(span), TEXT_FOLDED);
  store<u64>(text, load<u64>(span), TEXT_RAW);
  store<u32>(text, kind, TEXT_KIND);
  store<u32>(text, party, TEXT_PARTY);
  store<u32>(stage, number + 1, LIST_NUM_TEXTS);
  const promised = listFold(stage, text + TEXT_FOLDED, 0);
  // a wallet has a case, which folding takes from it
  if (promised == 0 || kind != TEXT_IS_FREE) return promised;
  listFold(stage, text + TEXT_RAW, IS_RAW_FOLD);
  return promised + <usize>load<u32>(span, 4);
}

/** Lists a text that is not ASCII; returns the bytes that the folded one may take. */
function listFold(stage: usize, span: usize, how: u32): usize {
  const length = load<u32>(span, 4);
  if (isAscii(<usize>load<u32>(span), length)) return 0;
  const number = load<u32>(stage, LIST_NUM_FOLDS);
  store<u32>(<usize>load<u32>(stage, LIST_FOLDS) + (<usize>number << 2), <u32>span | how);
  store<u32>(stage, number + 1, LIST_NUM_FOLDS);
  return <usize>FOLDED_FACTOR * <usize>length + FOLDED_EXTRA;
}
