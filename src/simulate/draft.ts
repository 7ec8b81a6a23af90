/**
 * A record while it is being made. Texts are contents of JSON strings, already escaped, '' when missing; numbers are
 * -1 when missing. Stories and slips of the pen change a draft; `writeRow` turns it into one NDJSON line.
 */
import { padded } from './pattern.ts';

export type PartyDraft = {
  name: string;
  business: string;
  personType: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  phone: string;
  email: string;
  taxId: string;
  addressType: string;
};

export type LineDraft = {
  description: string;
  pieces: number;
  netG: number;
  valueMinor: number;
  hsCode: string;
  originCountry: string;
};

export type Draft = {
  itemId: string;
  /** Country of the post that numbered the item, where that is not the sender's; not written. */
  postedIn: string;
  carrierId: string;
  serviceClass: string;
  /** What a network's template asks for; not written. */
  preferredService: string;
  mailCategory: string;
  mailSubclass: string;
  postingDate: string;
  postingOffice: string;
  destOffice: string;
  receptacleId: string;
  dispatchId: string;
  flight: string;
  aedReceivedAt: number;
  aedUpdatedAt: number;
  aedWaiver: boolean;
  /** Departure of the flight; written only as an event. */
  departedAt: number;
  sender: PartyDraft;
  recipient: PartyDraft;
  nature: string;
  explanation: string;
  grossG: number;
  scannedG: number;
  currency: string;
  /** Minor units of the currency for one euro; not written. */
  minorPerEur: number;
  totalMinor: number;
  postageMinor: number;
  insuredMinor: number;
  nonDelivery: string;
  lines: LineDraft[];
  licenceNo: string;
  invoiceNo: string;
  deaTransactionId: string;
  paymentMethod: string;
  walletSymbol: string;
  walletAddress: string;
  /** How many of the usual tracking events are known, and whether an attempt to deliver failed before. */
  numEvents: number;
  wasReturned: boolean;
};

const HOUR_MS = 3_600_000;

/** One record as JSON text with a line feed. */
export function writeRow(draft: Draft): string {
  const currency = `,"currency":"${draft.currency}"}`;
  let row = `{"itemId":"${draft.itemId}"`;
  row += text(',"carrierId":"', draft.carrierId);
  row += text(',"serviceClass":"', draft.serviceClass);
  row += text(',"mailCategory":"', draft.mailCategory);
  row += text(',"mailSubclass":"', draft.mailSubclass);
  row += text(',"postingDate":"', draft.postingDate);
  row += text(',"postingOffice":"', draft.postingOffice);
  row += text(',"destOffice":"', draft.destOffice);
  row += text(',"receptacleId":"', draft.receptacleId);
  row += text(',"dispatchId":"', draft.dispatchId);
  row += text(',"flight":"', draft.flight);
  if (draft.aedReceivedAt >= 0) row += `,"aedReceivedAt":${instant(draft.aedReceivedAt)}`;
  if (draft.aedUpdatedAt >= 0) row += `,"aedUpdatedAt":${instant(draft.aedUpdatedAt)}`;
  if (draft.aedWaiver) row += ',"aedWaiver":true';
  row += party(',"sender":{', draft.sender);
  row += party(',"recipient":{', draft.recipient);
  row += text(',"natureOfTransaction":"', draft.nature);
  row += text(',"explanation":"', draft.explanation);
  row += number(',"totalGrossWeightG":', draft.grossG);
  row += number(',"scannedWeightG":', draft.scannedG);
  row += money(',"totalDeclaredValue":{"amountMinor":', draft.totalMinor, currency);
  row += money(',"postage":{"amountMinor":', draft.postageMinor, currency);
  row += money(',"insuredValue":{"amountMinor":', draft.insuredMinor, currency);
  row += text(',"nonDeliveryInstruction":"', draft.nonDelivery);
  row += ',"contents":[';
  for (let i = 0; i < draft.lines.length; i++)
    row += line(i === 0 ? '{' : ',{', draft.lines[i] as LineDraft, draft, currency);
  row += ']';
  row += documents(draft) + payment(draft) + events(draft);
  return `${row}}\n`;
}

/** `open` is comma, key, colon and quote in one piece: each piece of a row costs, and a row has over a hundred. */
function text(open: string, value: string): string {
  return value === '' ? '' : `${open}${value}"`;
}

function number(open: string, value: number): string {
  return value < 0 ? '' : open + value;
}

/** Two small integers print several times faster than one of thirteen digits. */
function instant(ms: number): string {
  const high = Math.floor(ms / 1_000_000);
  return `${high}${padded(ms - high * 1_000_000, 6)}`;
}

/** `currency` is the rest of the amount, from the comma on. */
function money(open: string, minor: number, currency: string): string {
  return minor < 0 ? '' : open + minor + currency;
}

function party(open: string, from: PartyDraft): string {
  let row = from.name === '' ? `${open}"name":null` : `${open}"name":"${from.name}"`;
  row += text(',"business":"', from.business);
  row += text(',"personType":"', from.personType);
  if (from.line1 !== '') row += `,"addressLines":["${from.line1}"${from.line2 === '' ? '' : `,"${from.line2}"`}]`;
  row += text(',"city":"', from.city);
  row += text(',"region":"', from.region);
  row += text(',"postcode":"', from.postcode);
  row += `,"country":"${from.country}"`;
  row += text(',"phone":"', from.phone);
  row += text(',"email":"', from.email);
  row += text(',"taxId":"', from.taxId);
  row += text(',"addressType":"', from.addressType);
  return `${row}}`;
}

function line(open: string, from: LineDraft, draft: Draft, currency: string): string {
  let row = `${open}"description":"${from.description}"`;
  if (from.pieces >= 0) row += `,"quantity":${from.pieces}`;
  // persons fill in a form without a box for the unit
  if (from.pieces >= 0 && draft.sender.business !== '') row += ',"unit":"PCE"';
  row += number(',"netWeightG":', from.netG);
  row += money(',"value":{"amountMinor":', from.valueMinor, currency);
  row += text(',"hsCode":"', from.hsCode);
  row += text(',"originCountry":"', from.originCountry);
  return `${row}}`;
}

function documents(draft: Draft): string {
  if (draft.licenceNo === '' && draft.invoiceNo === '' && draft.deaTransactionId === '') return '';
  const row =
    text(',"licenceNo":"', draft.licenceNo) +
    text(',"invoiceNo":"', draft.invoiceNo) +
    text(',"deaTransactionId":"', draft.deaTransactionId);
  return `,"documents":{${row.slice(1)}}`;
}

function payment(draft: Draft): string {
  if (draft.paymentMethod === '') return '';
  const wallets =
    draft.walletAddress === ''
      ? ''
      : `,"walletAddresses":[{"symbol":"${draft.walletSymbol}","address":"${draft.walletAddress}"}]`;
  return `,"payment":{"method":"${draft.paymentMethod}"${wallets}}`;
}

/** Posting, outward office, departure, arrival; for a returned item the failed delivery comes first. */
function events(draft: Draft): string {
  if (draft.numEvents === 0) return '';
  const { departedAt: at, postingOffice, destOffice } = draft;
  let row = draft.wasReturned ? `,{"code":"EMH","at":${instant(at - 150 * HOUR_MS)},"office":"${postingOffice}"}` : '';
  row += `,{"code":"EMA","at":${instant(at - 40 * HOUR_MS)},"office":"${postingOffice}"}`;
  if (draft.numEvents > 1) row += `,{"code":"EMB","at":${instant(at - 9 * HOUR_MS)},"office":"${postingOffice}"}`;
  if (draft.numEvents > 2) row += `,{"code":"EMC","at":${instant(at)},"office":"${postingOffice}"}`;
  if (draft.numEvents > 3) row += `,{"code":"EMD","at":${instant(at + 14 * HOUR_MS)},"office":"${destOffice}"}`;
  return `,"events":[${row.slice(1)}]`;
}
