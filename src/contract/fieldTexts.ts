/**
 * What each field means, with its unit, for the published schema. Keys are dotted paths; both parties and all
 * amounts share one text, so a path starts at `party` or `money` there.
 */
export const fieldTexts: Readonly<Record<string, string>> = {
  itemId: 'S10 item number (13 characters) or another identifier. Required to screen',
  carrierId: 'Designated operator or integrator',
  serviceClass: 'Service of the item',
  mailCategory: 'UPU list 115: A air, B S.A.L., C surface, D priority by surface',
  mailSubclass: 'UPU list 117',
  postingDate: 'Date of posting, YYYY-MM-DD',
  postingOffice: 'Office of posting, IMPC code',
  destOffice: 'Office of exchange of destination, IMPC code',
  receptacleId: 'S9 receptacle identifier',
  dispatchId: 'S8 dispatch identifier',
  flight: 'Flight number',
  aedReceivedAt: 'When the advance data first arrived, epoch milliseconds UTC',
  aedUpdatedAt: 'When the advance data last changed, epoch milliseconds UTC',
  aedWaiver: 'The origin holds a waiver from sending advance data',
  sender: 'Who sends it. The country is required to screen',
  recipient: 'Who receives it. The country is required to screen',
  natureOfTransaction: 'Category on CN22 and CN23',
  explanation: 'Words that go with the category',
  totalGrossWeightG: 'Gross weight as declared, grams',
  scannedWeightG: "Weight on the facility's scale, grams",
  totalDeclaredValue: 'Declared value of all content lines',
  postage: 'Postage paid',
  insuredValue: 'Insured value',
  nonDeliveryInstruction: 'What to do when it cannot be delivered',
  contents: 'Content lines of the declaration; at least one needs a description',
  'contents.description': 'Detailed description of the goods',
  'contents.quantity': 'Units of the line',
  'contents.unit': 'Unit of the quantity',
  'contents.netWeightG': 'Net weight of the whole line, grams',
  'contents.value': 'Value of the whole line, not per unit',
  'contents.hsCode': 'Harmonized System code of 6 to 10 digits, as text: leading zeros count',
  'contents.originCountry': 'Country of origin of the goods, ISO 3166 alpha-2',
  documents: 'Numbers of the papers that travel with the parcel',
  'documents.licenceNo': 'Licence number',
  'documents.certificateNo': 'Certificate number',
  'documents.invoiceNo': 'Invoice number',
  'documents.deaTransactionId': 'DEA Form 452 transaction: notice of importing a tablet or capsule machine',
  payment: 'How the purchase was paid, where it is known',
  'payment.method': 'Method of payment',
  'payment.processorRef': "The payment processor's reference",
  'payment.walletAddresses': 'Virtual-currency addresses that are known',
  'payment.walletAddresses.symbol': 'Currency symbol',
  'payment.walletAddresses.address': 'Address',
  events: 'Tracking events, EMSEVT V3',
  'events.code': 'Event code',
  'events.at': 'When it happened, epoch milliseconds UTC',
  'events.office': 'Office, IMPC code',
  'events.reason': 'Reason given',
  'party.name': 'Name of the person',
  'party.business': 'Name of the business',
  'party.personType': 'Natural or legal person',
  'party.addressLines': 'Address lines in order',
  'party.city': 'City',
  'party.region': 'State, province or region',
  'party.postcode': 'Postcode',
  'party.country': 'ISO 3166 alpha-2. Required to screen',
  'party.phone': 'Phone number, E.164 where known',
  'party.email': 'E-mail address',
  'party.taxId': 'Tax number',
  'party.customsRef': 'Customs reference',
  'party.addressType': "What the caller's own address service says of the place",
  'money.amountMinor': 'Amount in minor units (cents) of the currency',
  'money.currency': 'ISO 4217',
};

const MONEY_KEYS: ReadonlySet<string> = new Set(['value', 'totalDeclaredValue', 'postage', 'insuredValue']);

/** Text of the field at a path, such as `sender.name` or `contents.value.currency`. */
export function fieldText(path: readonly string[]): string | undefined {
  const parent = path.at(-2) ?? '';
  const key = path[path.length - 1];
  if (parent === 'sender' || parent === 'recipient') return fieldTexts[`party.${key}`];
  if (MONEY_KEYS.has(parent)) return fieldTexts[`money.${key}`];
  return fieldTexts[path.join('.')];
}
