// Phones of parties that are written as dialled at home, in the country of the party.

import {
  HIT_BYTES,
  HIT_DETAIL,
  HIT_SCORE,
  IDENTIFIERS_IS_COMPLETED,
  IDENTIFIERS_IS_TAIL,
  IDENTIFIERS_SCORE_IS_COMPLETED,
} from '../../generated/lists';
import {
  LIST_PHONE,
  LIST_PHONE_DIGITS,
  LIST_PHONE_TEXT,
  PARTY_IS_RECIPIENT,
  TEXT_FOLDED,
  TEXT_PARTY,
} from '../../generated/listStage';
import { CODE_RECIPIENT_COUNTRY, CODE_SENDER_COUNTRY, ROW_BYTES } from '../../generated/record';
import { TILE_LIST_STAGE, TILE_ROWS } from '../../generated/tile';
import { completePhone } from '../identifiers/completePhone';

/** Its span, as dialled from abroad; 0 where it is written so already, or is no number of the country. */
export function completedPhone(tile: usize, text: usize, row: u32): usize {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const place = <usize>load<u32>(tile, TILE_ROWS) + <usize>row * ROW_BYTES;
  const isRecipient = load<u32>(text, TEXT_PARTY) == PARTY_IS_RECIPIENT;
  const country = <u32>load<u16>(place + (isRecipient ? CODE_RECIPIENT_COUNTRY : CODE_SENDER_COUNTRY));
  const phone = <usize>load<u32>(text, TEXT_FOLDED);
  const to = stage + LIST_PHONE_TEXT;
  const length = completePhone(phone, load<u32>(text, TEXT_FOLDED + 4), country, stage + LIST_PHONE_DIGITS, to);
  if (length == 0) return 0;
  store<u32>(stage + LIST_PHONE, <u32>to);
  store<u32>(stage + LIST_PHONE, length, 4);
  return stage + LIST_PHONE;
}

/** Whose digits all agree says so: the text of the parcel is another. */
export function markCompleted(found: usize, numFound: u32): void {
  for (let i: u32 = 0; i < numFound; i++) {
    const hit = found + <usize>i * HIT_BYTES;
    const detail = load<u32>(hit, HIT_DETAIL);
    if (detail >> 8 == IDENTIFIERS_IS_TAIL) continue;
    store<u32>(hit, (detail & 0xff) | (IDENTIFIERS_IS_COMPLETED << 8), HIT_DETAIL);
    store<f64>(hit, IDENTIFIERS_SCORE_IS_COMPLETED, HIT_SCORE);
  }
}
