/** Parties: shapes and agreements of who sends to whom. */
import { countryNumber } from '../../contract/codes.ts';
import { GIFT_BULK_PIECES } from '../thresholds.ts';
import { wordClasses } from '../wordClasses.ts';
import { addressTypes, personTypes } from './codes.ts';
import { codeNumber, type Facts } from './facts.ts';
import { phoneFits, postcodeMisfits } from './shapes.ts';
import { given, ratio, type Sheet } from './sheet.ts';
import type { TextFacts } from './textFacts.ts';

const PRC_CALLING_CODE = '86';
const PRC_COUNTRIES: ReadonlySet<number> = new Set(['CN', 'HK', 'MO'].map(countryNumber));
const DROP_TYPES: ReadonlySet<string> = new Set(['cmra', 'pobox', 'freight_forwarder']);

export function partyFeatures(facts: Facts, sheet: Sheet): void {
  const { parcel, sender, recipient } = facts;
  const senderFits = phoneFits(sender.callingDigits, facts.senderCountry);
  const recipientFits = phoneFits(recipient.callingDigits, facts.recipientCountry);
  const firmBits = wordClasses.chemical | wordClasses.pharmacy;
  const addressType = parcel.recipient.addressType;

  sheet.put('senderPersonType', codeNumber(personTypes, parcel.sender.personType));
  sheet.put('recipientPersonType', codeNumber(personTypes, parcel.recipient.personType));
  sheet.put('senderIsCompany', sender.isCompany);
  sheet.put('recipientIsCompany', recipient.isCompany);
  sheet.put('recipientAddressType', codeNumber(addressTypes, addressType));
  sheet.put('senderNameWords', sender.name?.numTokens);
  sheet.put('recipientNameWords', recipient.name?.numTokens);
  sheet.put('senderNameDigitShare', ratio(sender.name?.numDigits, sender.name?.numBytes));
  sheet.put('sharedNameWords', sharedWords(sender.name, recipient.name));
  sheet.put('senderPhoneFits', senderFits);
  sheet.put('recipientPhoneFits', recipientFits);
  sheet.put('recipientPhonePrc', recipientPhonePrc(facts));
  sheet.put('chemicalFirm', ((sender.bits | recipient.bits) & firmBits) !== 0);
  sheet.put('recipientAddressBytes', recipient.addressBytes);

  sheet.find('SENDER_NAME_MISSING', sender.name === undefined);
  sheet.find('SENDER_ADDRESS_MISSING', sender.addressBytes === undefined);
  sheet.find('RECIPIENT_NAME_MISSING', recipient.name === undefined);
  sheet.find('RECIPIENT_ADDRESS_MISSING', recipient.addressBytes === undefined);
  sheet.find('SENDER_PLACEHOLDER', sender.name !== undefined && sender.name.numPlaceholder === sender.name.numTokens);
  sheet.find('SENDER_PHONE_COUNTRY', senderFits === false);
  sheet.find('RECIPIENT_PHONE_COUNTRY', recipientFits === false);
  sheet.find('SENDER_POSTCODE_SHAPE', misfits(parcel.sender.postcode, facts.senderCountry));
  sheet.find('RECIPIENT_POSTCODE_SHAPE', misfits(parcel.recipient.postcode, facts.recipientCountry));
  sheet.find('RECIPIENT_RESIDENCE', addressType === 'residence');
  sheet.find('RECIPIENT_BUSINESS', recipient.hasBusiness || recipient.isLegal || addressType === 'business');
  sheet.find('DROP_ADDRESS', DROP_TYPES.has(addressType ?? ''));
  const anyBusiness = sender.hasBusiness || recipient.hasBusiness || sender.isLegal || recipient.isLegal;
  sheet.find('PERSON_TO_PERSON', !anyBusiness);
  const bulk = facts.lines.some((line) => line.quantity !== undefined && line.quantity >= GIFT_BULK_PIECES);
  sheet.find('GIFT_BULK', parcel.natureOfTransaction === 'gift' && (bulk || sender.isCompany));
}

function misfits(postcode: string | null | undefined, country: Facts['senderCountry']): boolean {
  const text = given(postcode);
  return text !== undefined && postcodeMisfits(text, country);
}

function recipientPhonePrc({ parcel, recipient }: Facts): boolean | undefined {
  if (recipient.callingDigits === undefined) return undefined;
  const isHome = PRC_COUNTRIES.has(countryNumber(parcel.recipient.country));
  return recipient.callingDigits.startsWith(PRC_CALLING_CODE) && !isHome;
}

/** Words of the recipient's name that also stand in the sender's. */
function sharedWords(sender: TextFacts | undefined, recipient: TextFacts | undefined): number | undefined {
  if (sender === undefined || recipient === undefined) return undefined;
  return recipient.hashes.filter((hash) => sender.hashes.includes(hash)).length;
}
