/**
 * The one table of the record's fields: what the core scans for, what the explained path checks and what the
 * published schema says are all derived from it. The compiler holds its keys against the `Parcel` type.
 */
import type { ContentLine, Documents, Money, Parcel, Party, Payment, TrackingEvent, WalletAddress } from './parcel.ts';

/** Text of at most `max` Unicode code points after decoding. */
export type TextField = { kind: 'text'; max: number; required?: true };
/** One of a closed list of words. */
export type CodeField = { kind: 'code'; values: readonly string[] };
/** Two (ISO 3166) or three (ISO 4217) capital letters; that the code exists is a finding, not a check. */
export type LettersField = { kind: 'country' | 'currency'; required?: true };
/** A calendar date `YYYY-MM-DD`, 1900 to 2099. */
export type DateField = { kind: 'date' };
/** A non-negative integer up to `max`, written as any JSON number with that value. */
export type UintField = { kind: 'uint'; max: number };
export type FlagField = { kind: 'flag' };
/** Up to `max` texts, each with a place of its own in the row. */
export type TextsField = { kind: 'texts'; maxItems: number; max: number };
export type ObjectField = { kind: 'object'; fields: Readonly<Record<string, Field>> };
/** A repeated group: its items lie in a table of their own. */
export type ListField = { kind: 'list'; maxItems: number; item: Readonly<Record<string, Field>> };
export type Field =
  | TextField
  | CodeField
  | LettersField
  | DateField
  | UintField
  | FlagField
  | TextsField
  | ObjectField
  | ListField;

type Table<T> = { readonly [K in keyof T]-?: Field };

/** Largest integer that a double holds exactly, 2^53 - 1: the limit of every amount and instant. */
export const MAX_INTEGER = 9007199254740991;
const MAX_GRAMS = 4294967295;

const money: Table<Money> = {
  amountMinor: { kind: 'uint', max: MAX_INTEGER },
  currency: { kind: 'currency' },
};

const party: Table<Party> = {
  name: { kind: 'text', max: 70 },
  business: { kind: 'text', max: 70 },
  personType: { kind: 'code', values: ['natural', 'legal', 'unknown'] },
  addressLines: { kind: 'texts', maxItems: 3, max: 70 },
  city: { kind: 'text', max: 70 },
  region: { kind: 'text', max: 70 },
  postcode: { kind: 'text', max: 17 },
  country: { kind: 'country', required: true },
  phone: { kind: 'text', max: 35 },
  email: { kind: 'text', max: 254 },
  taxId: { kind: 'text', max: 35 },
  customsRef: { kind: 'text', max: 35 },
  addressType: { kind: 'code', values: ['residence', 'business', 'cmra', 'pobox', 'freight_forwarder', 'unknown'] },
};

const contentLine: Table<ContentLine> = {
  description: { kind: 'text', max: 256 },
  quantity: { kind: 'uint', max: 4294967295 },
  unit: { kind: 'text', max: 10 },
  netWeightG: { kind: 'uint', max: MAX_GRAMS },
  value: { kind: 'object', fields: money },
  hsCode: { kind: 'text', max: 20 },
  originCountry: { kind: 'country' },
};

const documents: Table<Documents> = {
  licenceNo: { kind: 'text', max: 70 },
  certificateNo: { kind: 'text', max: 70 },
  invoiceNo: { kind: 'text', max: 70 },
  deaTransactionId: { kind: 'text', max: 35 },
};

const walletAddress: Table<WalletAddress> = {
  symbol: { kind: 'text', max: 10 },
  address: { kind: 'text', max: 128 },
};

const payment: Table<Payment> = {
  method: { kind: 'text', max: 35 },
  processorRef: { kind: 'text', max: 70 },
  walletAddresses: { kind: 'list', maxItems: 16, item: walletAddress },
};

const trackingEvent: Table<TrackingEvent> = {
  code: { kind: 'text', max: 10 },
  at: { kind: 'uint', max: MAX_INTEGER },
  office: { kind: 'text', max: 10 },
  reason: { kind: 'text', max: 70 },
};

/** The whole record, in the order in which rows are laid out. */
export const parcelFields: Table<Parcel> = {
  itemId: { kind: 'text', max: 35, required: true },
  carrierId: { kind: 'text', max: 35 },
  serviceClass: {
    kind: 'code',
    values: ['ems', 'parcel', 'letter_goods', 'ecommerce_parcel', 'letter_docs', 'mbag', 'express'],
  },
  mailCategory: { kind: 'code', values: ['A', 'B', 'C', 'D'] },
  mailSubclass: { kind: 'text', max: 2 },
  postingDate: { kind: 'date' },
  postingOffice: { kind: 'text', max: 6 },
  destOffice: { kind: 'text', max: 6 },
  receptacleId: { kind: 'text', max: 29 },
  dispatchId: { kind: 'text', max: 20 },
  flight: { kind: 'text', max: 10 },
  aedReceivedAt: { kind: 'uint', max: MAX_INTEGER },
  aedUpdatedAt: { kind: 'uint', max: MAX_INTEGER },
  aedWaiver: { kind: 'flag' },
  sender: { kind: 'object', fields: party },
  recipient: { kind: 'object', fields: party },
  natureOfTransaction: { kind: 'code', values: ['gift', 'documents', 'sample', 'returned', 'sale', 'other'] },
  explanation: { kind: 'text', max: 256 },
  totalGrossWeightG: { kind: 'uint', max: MAX_GRAMS },
  scannedWeightG: { kind: 'uint', max: MAX_GRAMS },
  totalDeclaredValue: { kind: 'object', fields: money },
  postage: { kind: 'object', fields: money },
  insuredValue: { kind: 'object', fields: money },
  nonDeliveryInstruction: { kind: 'code', values: ['return', 'abandon'] },
  contents: { kind: 'list', maxItems: 256, item: contentLine },
  documents: { kind: 'object', fields: documents },
  payment: { kind: 'object', fields: payment },
  events: { kind: 'list', maxItems: 64, item: trackingEvent },
};
