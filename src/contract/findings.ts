/**
 * Findings: yes-or-no facts that the core observes on one parcel, one bit each, in this order.
 * Rules are conditions over them; the reasons an officer reads name them. `kind` keeps poor data (ask) apart
 * from risk (look), and `context` marks facts that mean nothing alone. Texts name the check, never a person's data.
 */
export type FindingKind = 'data' | 'risk' | 'context';
export type Finding = { readonly code: string; readonly kind: FindingKind; readonly text: string };

const data = (code: string, text: string): Finding => ({ code, kind: 'data', text });
const risk = (code: string, text: string): Finding => ({ code, kind: 'risk', text });
const context = (code: string, text: string): Finding => ({ code, kind: 'context', text });

/** At most 64: they travel as one u64 a row. */
export const findings: readonly Finding[] = [
  data('ITEM_ID_CHECK_DIGIT', 'The S10 item number fails its check digit'),
  data('ITEM_ID_COUNTRY', 'The S10 country of the item number is not the sender country'),
  data('SENDER_NAME_MISSING', 'No sender name'),
  data('SENDER_ADDRESS_MISSING', 'No sender address'),
  data('RECIPIENT_NAME_MISSING', 'No recipient name'),
  data('RECIPIENT_ADDRESS_MISSING', 'No recipient address'),
  data('WEIGHT_MISSING', 'No total gross weight'),
  data('VALUE_MISSING', 'No declared value, neither total nor by line'),
  data('PIECES_MISSING', 'No quantity on any content line'),
  data('SENDER_PLACEHOLDER', 'The sender name is a placeholder (private, unknown, N/A)'),
  data('DESCRIPTION_VAGUE', 'A description is a stop word alone or has fewer than two words of content'),
  data('TOTAL_VALUE_MISMATCH', 'Line values do not add up to the total declared value'),
  data('NET_OVER_GROSS', 'Net weights of the lines exceed the gross weight'),
  data('HS_SHAPE', 'An HS code is not 6 to 10 digits'),
  data('HS_CHAPTER_UNKNOWN', 'An HS code names a chapter that does not exist'),
  data('COUNTRY_UNKNOWN', 'A country code is not in ISO 3166'),
  data('CURRENCY_UNKNOWN', 'A currency code is not in the rate table of the bundle'),
  data('SENDER_PHONE_COUNTRY', 'The sender phone belongs to another country than the address'),
  data('RECIPIENT_PHONE_COUNTRY', 'The recipient phone belongs to another country than the address'),
  data('SENDER_POSTCODE_SHAPE', 'The sender postcode does not have the shape of its country'),
  data('RECIPIENT_POSTCODE_SHAPE', 'The recipient postcode does not have the shape of its country'),
  data('ADVANCE_DATA_LATE', 'Advance data arrived after the item left its office of exchange'),
  context('ADVANCE_DATA_WAIVED', 'The origin holds a waiver from advance data'),
  risk('SCANNED_WEIGHT_DIFFERS', 'Scanned and declared weight differ by more than 20 % and 200 g'),
  context('CAS_NUMBER', 'A text holds a CAS number with a right check digit'),
  risk('CAS_LISTED', 'A text holds the CAS number of a listed precursor'),
  risk('PRECURSOR_NAMED', 'A text names a listed precursor or analogue'),
  risk('PRESS_NAMED', 'The goods read as a tablet press, capsule filler or a part of one'),
  context('PHARMACY_WORDS', 'The goods read as pharmaceutical'),
  context('CHEMICAL_WORDS', 'The goods read as industrial or laboratory chemicals'),
  risk('HS_CONTROLLED', 'An HS code is the heading of a listed precursor'),
  context('HS_WATCHED', 'An HS code is near those of listed precursors'),
  context('HS_PRESS', 'An HS code covers presses, dies or their parts'),
  context('PERMIT_GIVEN', 'An import document for a tablet or capsule machine is named'),
  context('RECIPIENT_RESIDENCE', 'The recipient address is a residence'),
  context('RECIPIENT_BUSINESS', 'The recipient is a business'),
  risk('DROP_ADDRESS', 'The recipient address is a mail agency, post box or freight forwarder'),
  context('PERSON_TO_PERSON', 'No business on either end'),
  risk('GIFT_BULK', 'A gift of ten or more of one article, or from a company'),
  risk('WEIGHT_NORM', 'Grams per unit are far from the norm of the goods class'),
  risk('VALUE_NORM', 'Value per gram is far below the norm of the goods class'),
  risk('POSTAGE_OVER_VALUE', 'Postage is at least the declared value'),
  context('TRANSHIPPED', 'The goods originate elsewhere than where they were posted'),
  risk('SMALL_DENSE', 'A light letter or express item of powder or chemical goods'),
  context('WALLET_GIVEN', 'The payment names a virtual-currency address'),
  risk('SENDER_LISTED', 'The sender is on a list'),
  risk('RECIPIENT_LISTED', 'The recipient is on a list'),
  risk('IDENTIFIER_LISTED', 'A phone, e-mail or wallet is on a list'),
  risk('LINKED_TO_SEIZURE', 'A party, place or identifier leads to an earlier seizure'),
];

const bitOf: ReadonlyMap<string, number> = new Map(findings.map((finding, bit) => [finding.code, bit]));

/** The bit of a finding by its code, or undefined when no finding has that code. */
export function findingBit(code: string): number | undefined {
  return bitOf.get(code);
}
