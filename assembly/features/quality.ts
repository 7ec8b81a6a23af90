// Quality: what is missing or malformed. Runs after the families that find things, because it counts what they found.
// Plain twin: src/features/reference/quality.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import * as record from '../generated/record';
import { DATA_FINDINGS } from '../generated/reference';
import { S10_DIGIT_FITS, S10_SERVICE_SHIFT } from './itemNumber';
import * as at from './scratch';
import { found, isMissing, lengthAt, put, putCount, putFlag, putIf } from './sheet';

const LINE_FIELDS: u32 = 6;
const SERVICE_MASK: u32 = 63;

/** `item` is the item number as readItemNumber gives it. */
export function qualityFeatures(
  row: usize,
  item: u32,
  wallet: usize,
  numWallets: u32,
  numLines: u32,
  facts: usize,
  sheet: usize,
  foundBefore: u64,
): u64 {
  const digitFits = (item & S10_DIGIT_FITS) != 0;
  const walletGiven = hasWallet(wallet, numWallets);
  const own =
    found(item != 0 && !digitFits, finding.FINDING_ITEM_ID_CHECK_DIGIT) |
    found(lengthAt(row, record.SPAN_DOCUMENTS_DEA_TRANSACTION_ID) != 0, finding.FINDING_PERMIT_GIVEN) |
    found(walletGiven, finding.FINDING_WALLET_GIVEN);

  putCount(sheet, column.F_ITEM_ID_KIND, u32(item != 0) << u32(item != 0 && !digitFits));
  putIf(sheet, column.F_ITEM_ID_SERVICE, item != 0, (item >> S10_SERVICE_SHIFT) & SERVICE_MASK);
  putCount(sheet, column.F_SENDER_FIELDS_MISSING, senderMissing(row));
  putCount(sheet, column.F_RECIPIENT_FIELDS_MISSING, recipientMissing(row));
  const lineFieldsMissing = load<u32>(facts, at.FACT_LINE_FIELDS_MISSING);
  put(sheet, column.F_LINE_FIELDS_MISSING, <f64>lineFieldsMissing / <f64>(LINE_FIELDS * numLines));
  putCount(sheet, column.F_PARCEL_FIELDS_MISSING, parcelMissing(row));
  putCount(sheet, column.F_DATA_FINDINGS, <u32>popcnt((foundBefore | own) & DATA_FINDINGS));
  putFlag(sheet, column.F_WALLET_GIVEN, walletGiven);
  return own;
}

@inline
function hasWallet(wallet: usize, numWallets: u32): bool {
  for (const end = wallet + <usize>numWallets * record.WALLET_BYTES; wallet < end; wallet += record.WALLET_BYTES) {
    if (lengthAt(wallet, record.WALLET_SPAN_ADDRESS)) return true;
  }
  return false;
}

@inline
function senderMissing(row: usize): u32 {
  const address =
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_0) |
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_1) |
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_2);
  return (
    u32(address == 0) +
    isMissing(row, record.SPAN_SENDER_NAME) +
    isMissing(row, record.SPAN_SENDER_CITY) +
    isMissing(row, record.SPAN_SENDER_POSTCODE) +
    isMissing(row, record.SPAN_SENDER_PHONE) +
    isMissing(row, record.SPAN_SENDER_EMAIL)
  );
}

@inline
function recipientMissing(row: usize): u32 {
  const address =
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_0) |
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_1) |
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_2);
  return (
    u32(address == 0) +
    isMissing(row, record.SPAN_RECIPIENT_NAME) +
    isMissing(row, record.SPAN_RECIPIENT_CITY) +
    isMissing(row, record.SPAN_RECIPIENT_POSTCODE) +
    isMissing(row, record.SPAN_RECIPIENT_PHONE) +
    isMissing(row, record.SPAN_RECIPIENT_EMAIL)
  );
}

@inline
function parcelMissing(row: usize): u32 {
  return (
    isMissing(row, record.SPAN_POSTING_DATE) +
    isMissing(row, record.SPAN_SERVICE_CLASS) +
    isMissing(row, record.SPAN_NATURE_OF_TRANSACTION) +
    isMissing(row, record.SPAN_TOTAL_GROSS_WEIGHT_G) +
    isMissing(row, record.SPAN_TOTAL_DECLARED_VALUE_AMOUNT_MINOR) +
    isMissing(row, record.SPAN_POSTAGE_AMOUNT_MINOR)
  );
}
