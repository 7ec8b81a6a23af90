// Parties: shapes and agreements of who sends to whom. Plain twin: src/features/reference/parties.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import * as record from '../generated/record';
import {
  COUNT_PLACEHOLDER,
  GIFT_BULK_PIECES,
  WORD_IS_CHEMICAL,
  WORD_IS_COMPANY,
  WORD_IS_PHARMACY,
} from '../generated/reference';
import { TEXT_BITS, TEXT_COUNTS, TEXT_DIGITS, TEXT_HASH_SET, TEXT_TOKENS, readName } from '../text/readText';
import { countryAt, countryOf } from './countries';
import * as at from './scratch';
import { callingDigits, NO_CALLING, phoneFits, postcodeMisfits } from './shapes';
import { found, lengthAt, put, putCode, putFlag, putIf, share, textAt } from './sheet';

const PRC_CALLING: u32 = 86;
const FIRM_BITS: u32 = WORD_IS_CHEMICAL | WORD_IS_PHARMACY;

export function partyFeatures(reference: usize, row: usize, scratch: usize, sheet: usize): u64 {
  const text = scratch + at.SCRATCH_TEXT;
  const facts = scratch + at.SCRATCH_FACTS;
  const senderHashes = scratch + at.SCRATCH_SENDER_HASHES;
  const recipientHashes = scratch + at.SCRATCH_RECIPIENT_HASHES;
  const otherHashes = scratch + at.SCRATCH_OTHER_HASHES;

  const senderNameLength = lengthAt(row, record.SPAN_SENDER_NAME);
  let senderTokens: u32 = 0;
  let senderBits: u32 = 0;
  let senderDigits: u32 = 0;
  let senderSet: u64 = 0;
  let isPlaceholder = false;
  if (senderNameLength) {
    readName(reference, textAt(row, record.SPAN_SENDER_NAME), senderNameLength, text, senderHashes);
    senderTokens = load<u32>(text, TEXT_TOKENS);
    senderBits = load<u32>(text, TEXT_BITS);
    senderDigits = load<u32>(text, TEXT_DIGITS);
    senderSet = load<u64>(text, TEXT_HASH_SET);
    isPlaceholder = (<u32>(load<u64>(text, TEXT_COUNTS) >> <u64>COUNT_PLACEHOLDER) & 0xffff) == senderTokens;
  }
  const recipientNameLength = lengthAt(row, record.SPAN_RECIPIENT_NAME);
  let recipientTokens: u32 = 0;
  let recipientBits: u32 = 0;
  let recipientSet: u64 = 0;
  if (recipientNameLength) {
    readName(reference, textAt(row, record.SPAN_RECIPIENT_NAME), recipientNameLength, text, recipientHashes);
    recipientTokens = load<u32>(text, TEXT_TOKENS);
    recipientBits = load<u32>(text, TEXT_BITS);
    recipientSet = load<u64>(text, TEXT_HASH_SET);
  }
  let numShared: u32 = 0;
  if (senderSet & recipientSet) numShared = sharedWords(senderHashes, senderTokens, recipientHashes, recipientTokens);
  putIf(sheet, column.F_SENDER_NAME_WORDS, senderNameLength != 0, senderTokens);
  put(sheet, column.F_SENDER_NAME_DIGIT_SHARE, share(senderDigits, senderNameLength));
  putIf(sheet, column.F_RECIPIENT_NAME_WORDS, recipientNameLength != 0, recipientTokens);
  putIf(sheet, column.F_SHARED_NAME_WORDS, senderNameLength != 0 && recipientNameLength != 0, numShared);

  const senderBusinessLength = lengthAt(row, record.SPAN_SENDER_BUSINESS);
  const recipientBusinessLength = lengthAt(row, record.SPAN_RECIPIENT_BUSINESS);
  let businessBits: u32 = 0;
  if (senderBusinessLength) {
    readName(reference, textAt(row, record.SPAN_SENDER_BUSINESS), senderBusinessLength, text, otherHashes);
    businessBits = load<u32>(text, TEXT_BITS);
  }
  if (recipientBusinessLength) {
    readName(reference, textAt(row, record.SPAN_RECIPIENT_BUSINESS), recipientBusinessLength, text, otherHashes);
    businessBits |= load<u32>(text, TEXT_BITS);
  }

  const senderType = <u32>load<u16>(row, record.CODE_SENDER_PERSON_TYPE);
  const recipientType = <u32>load<u16>(row, record.CODE_RECIPIENT_PERSON_TYPE);
  const senderIsLegal = <i32>senderType == record.SENDER_PERSON_TYPE_IS_LEGAL;
  const recipientIsLegal = <i32>recipientType == record.RECIPIENT_PERSON_TYPE_IS_LEGAL;
  const senderIsCompany = senderBusinessLength != 0 || senderIsLegal || (senderBits & WORD_IS_COMPANY) != 0;
  const recipientIsCompany = recipientBusinessLength != 0 || recipientIsLegal || (recipientBits & WORD_IS_COMPANY) != 0;
  putCode(sheet, column.F_SENDER_PERSON_TYPE, senderType);
  putCode(sheet, column.F_RECIPIENT_PERSON_TYPE, recipientType);
  putFlag(sheet, column.F_SENDER_IS_COMPANY, senderIsCompany);
  putFlag(sheet, column.F_RECIPIENT_IS_COMPANY, recipientIsCompany);
  putFlag(sheet, column.F_CHEMICAL_FIRM, ((senderBits | recipientBits | businessBits) & FIRM_BITS) != 0);

  const addressType = <u32>load<u16>(row, record.CODE_RECIPIENT_ADDRESS_TYPE);
  const addressBytes =
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_0) +
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_1) +
    lengthAt(row, record.SPAN_RECIPIENT_ADDRESS_LINES_2);
  const senderAddressBytes =
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_0) +
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_1) +
    lengthAt(row, record.SPAN_SENDER_ADDRESS_LINES_2);
  putCode(sheet, column.F_RECIPIENT_ADDRESS_TYPE, addressType);
  putCode(sheet, column.F_RECIPIENT_ADDRESS_BYTES, addressBytes);

  const senderCountry = countryAt(reference, <u32>load<u16>(row, record.CODE_SENDER_COUNTRY));
  const recipientNumber = <u32>load<u16>(row, record.CODE_RECIPIENT_COUNTRY);
  const recipientCountry = countryAt(reference, recipientNumber);
  const senderCalling = callingDigits(textAt(row, record.SPAN_SENDER_PHONE), lengthAt(row, record.SPAN_SENDER_PHONE));
  const recipientCalling = callingDigits(
    textAt(row, record.SPAN_RECIPIENT_PHONE),
    lengthAt(row, record.SPAN_RECIPIENT_PHONE),
  );
  const senderFits = phoneFits(senderCalling, senderCountry);
  const recipientFits = phoneFits(recipientCalling, recipientCountry);
  putIf(sheet, column.F_SENDER_PHONE_FITS, senderFits >= 0, senderFits);
  putIf(sheet, column.F_RECIPIENT_PHONE_FITS, recipientFits >= 0, recipientFits);
  const isPrc = recipientCalling / 10 == PRC_CALLING && !isPrcCountry(recipientNumber);
  putIf(sheet, column.F_RECIPIENT_PHONE_PRC, recipientCalling != NO_CALLING, u32(isPrc));

  const senderPostcodeMisfits = postcodeMisfits(
    reference,
    textAt(row, record.SPAN_SENDER_POSTCODE),
    lengthAt(row, record.SPAN_SENDER_POSTCODE),
    senderCountry,
    text,
  );
  const recipientPostcodeMisfits = postcodeMisfits(
    reference,
    textAt(row, record.SPAN_RECIPIENT_POSTCODE),
    lengthAt(row, record.SPAN_RECIPIENT_POSTCODE),
    recipientCountry,
    text,
  );

  const isGift = <i32>load<u16>(row, record.CODE_NATURE_OF_TRANSACTION) == record.NATURE_OF_TRANSACTION_IS_GIFT;
  const isBulk = load<f64>(facts, at.FACT_TOP_QUANTITY) >= GIFT_BULK_PIECES;
  const anyBusiness = senderBusinessLength != 0 || recipientBusinessLength != 0 || senderIsLegal || recipientIsLegal;
  const isBusinessAddress = <i32>addressType == record.RECIPIENT_ADDRESS_TYPE_IS_BUSINESS;
  return (
    found(senderNameLength == 0, finding.FINDING_SENDER_NAME_MISSING) |
    found(senderAddressBytes == 0, finding.FINDING_SENDER_ADDRESS_MISSING) |
    found(recipientNameLength == 0, finding.FINDING_RECIPIENT_NAME_MISSING) |
    found(addressBytes == 0, finding.FINDING_RECIPIENT_ADDRESS_MISSING) |
    found(isPlaceholder, finding.FINDING_SENDER_PLACEHOLDER) |
    found(senderFits == 0, finding.FINDING_SENDER_PHONE_COUNTRY) |
    found(recipientFits == 0, finding.FINDING_RECIPIENT_PHONE_COUNTRY) |
    found(senderPostcodeMisfits, finding.FINDING_SENDER_POSTCODE_SHAPE) |
    found(recipientPostcodeMisfits, finding.FINDING_RECIPIENT_POSTCODE_SHAPE) |
    found(<i32>addressType == record.RECIPIENT_ADDRESS_TYPE_IS_RESIDENCE, finding.FINDING_RECIPIENT_RESIDENCE) |
    found(recipientBusinessLength != 0 || recipientIsLegal || isBusinessAddress, finding.FINDING_RECIPIENT_BUSINESS) |
    found(isDrop(<i32>addressType), finding.FINDING_DROP_ADDRESS) |
    found(!anyBusiness, finding.FINDING_PERSON_TO_PERSON) |
    found(isGift && (isBulk || senderIsCompany), finding.FINDING_GIFT_BULK)
  );
}

/** Words of the recipient's name that also stand in the sender's. */
function sharedWords(sender: usize, numSender: u32, recipient: usize, numRecipient: u32): u32 {
  const senderEnd = sender + (<usize>numSender << 2);
  const recipientEnd = recipient + (<usize>numRecipient << 2);
  let numShared: u32 = 0;
  for (; recipient < recipientEnd; recipient += 4) {
    const hash = load<u32>(recipient);
    let isShared = false;
    for (let other = sender; other < senderEnd; other += 4) isShared = isShared || load<u32>(other) == hash;
    numShared += u32(isShared);
  }
  return numShared;
}

@inline
function isDrop(addressType: i32): bool {
  return (
    addressType == record.RECIPIENT_ADDRESS_TYPE_IS_CMRA ||
    addressType == record.RECIPIENT_ADDRESS_TYPE_IS_POBOX ||
    addressType == record.RECIPIENT_ADDRESS_TYPE_IS_FREIGHT_FORWARDER
  );
}

/** CN, HK or MO. */
@inline
function isPrcCountry(country: u32): bool {
  return country == countryOf(0x43, 0x4e) || country == countryOf(0x48, 0x4b) || country == countryOf(0x4d, 0x4f);
}
