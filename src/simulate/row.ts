/** One record as JSON text with a line feed. Each key is one piece with its comma, colon and quotes: a row has a hundred. */
import type { Draft, LineDraft, PartyDraft } from './draft.ts';
import { fixed, type RowBytes } from './rowBytes.ts';

const HOUR_MS = 3_600_000;

const quote = fixed('"');
const closeObject = fixed('}');
const closeList = fixed(']');
const closeRow = fixed('}\n');
const closeQuotedObject = fixed('"}');
const comma = fixed(',');

const key = {
  itemId: fixed('{"itemId":"'),
  carrierId: fixed(',"carrierId":"'),
  serviceClass: fixed(',"serviceClass":"'),
  mailCategory: fixed(',"mailCategory":"'),
  mailSubclass: fixed(',"mailSubclass":"'),
  postingDate: fixed(',"postingDate":"'),
  postingOffice: fixed(',"postingOffice":"'),
  destOffice: fixed(',"destOffice":"'),
  receptacleId: fixed(',"receptacleId":"'),
  dispatchId: fixed(',"dispatchId":"'),
  flight: fixed(',"flight":"'),
  aedReceivedAt: fixed(',"aedReceivedAt":'),
  aedUpdatedAt: fixed(',"aedUpdatedAt":'),
  aedWaiver: fixed(',"aedWaiver":true'),
  sender: fixed(',"sender":{"name":'),
  recipient: fixed(',"recipient":{"name":'),
  nature: fixed(',"natureOfTransaction":"'),
  explanation: fixed(',"explanation":"'),
  grossG: fixed(',"totalGrossWeightG":'),
  scannedG: fixed(',"scannedWeightG":'),
  total: fixed(',"totalDeclaredValue":{"amountMinor":'),
  postage: fixed(',"postage":{"amountMinor":'),
  insured: fixed(',"insuredValue":{"amountMinor":'),
  nonDelivery: fixed(',"nonDeliveryInstruction":"'),
  contents: fixed(',"contents":['),
  currency: fixed(',"currency":"'),
};

export function writeRow(out: RowBytes, draft: Draft): void {
  writeText(out, key.itemId, draft.itemId);
  writeText(out, key.carrierId, draft.carrierId);
  writeText(out, key.serviceClass, draft.serviceClass);
  writeText(out, key.mailCategory, draft.mailCategory);
  writeText(out, key.mailSubclass, draft.mailSubclass);
  writeText(out, key.postingDate, draft.postingDate);
  writeText(out, key.postingOffice, draft.postingOffice);
  writeText(out, key.destOffice, draft.destOffice);
  writeText(out, key.receptacleId, draft.receptacleId);
  writeText(out, key.dispatchId, draft.dispatchId);
  writeText(out, key.flight, draft.flight);
  writeInstant(out, key.aedReceivedAt, draft.aedReceivedAt);
  writeInstant(out, key.aedUpdatedAt, draft.aedUpdatedAt);
  if (draft.aedWaiver) out.fixed(key.aedWaiver);
  writeParty(out, key.sender, draft.sender);
  writeParty(out, key.recipient, draft.recipient);
  writeText(out, key.nature, draft.nature);
  writeText(out, key.explanation, draft.explanation);
  writeUint(out, key.grossG, draft.grossG);
  writeUint(out, key.scannedG, draft.scannedG);
  writeMoney(out, key.total, draft.totalMinor, draft.currency);
  writeMoney(out, key.postage, draft.postageMinor, draft.currency);
  writeMoney(out, key.insured, draft.insuredMinor, draft.currency);
  writeText(out, key.nonDelivery, draft.nonDelivery);
  writeContents(out, draft);
  writeDocuments(out, draft);
  writePayment(out, draft);
  writeEvents(out, draft);
  out.fixed(closeRow);
}

function writeText(out: RowBytes, open: Uint8Array, value: string): void {
  if (value === '') return;
  out.fixed(open);
  out.text(value);
  out.fixed(quote);
}

function writeUint(out: RowBytes, open: Uint8Array, value: number): void {
  if (value < 0) return;
  out.fixed(open);
  out.uint(value);
}

/** In two parts, for thirteen digits are no small integer. */
function writeInstant(out: RowBytes, open: Uint8Array, ms: number): void {
  if (ms < 0) return;
  const millions = Math.floor(ms / 1_000_000);
  out.fixed(open);
  out.uint(millions);
  out.digits(ms - millions * 1_000_000, 6);
}

function writeMoney(out: RowBytes, open: Uint8Array, minor: number, currency: string): void {
  if (minor < 0) return;
  out.fixed(open);
  out.uint(minor);
  out.fixed(key.currency);
  out.text(currency);
  out.fixed(closeQuotedObject);
}

const nameless = fixed('null');
const partyKey = {
  business: fixed(',"business":"'),
  personType: fixed(',"personType":"'),
  addressLines: fixed(',"addressLines":["'),
  nextAddressLine: fixed(',"'),
  city: fixed(',"city":"'),
  region: fixed(',"region":"'),
  postcode: fixed(',"postcode":"'),
  country: fixed(',"country":"'),
  phone: fixed(',"phone":"'),
  email: fixed(',"email":"'),
  taxId: fixed(',"taxId":"'),
  addressType: fixed(',"addressType":"'),
};

/** `open` ends with the colon of the name. */
function writeParty(out: RowBytes, open: Uint8Array, party: PartyDraft): void {
  out.fixed(open);
  if (party.name === '') out.fixed(nameless);
  else writeText(out, quote, party.name);
  writeText(out, partyKey.business, party.business);
  writeText(out, partyKey.personType, party.personType);
  if (party.line1 !== '') {
    writeText(out, partyKey.addressLines, party.line1);
    writeText(out, partyKey.nextAddressLine, party.line2);
    out.fixed(closeList);
  }
  writeText(out, partyKey.city, party.city);
  writeText(out, partyKey.region, party.region);
  writeText(out, partyKey.postcode, party.postcode);
  writeText(out, partyKey.country, party.country);
  writeText(out, partyKey.phone, party.phone);
  writeText(out, partyKey.email, party.email);
  writeText(out, partyKey.taxId, party.taxId);
  writeText(out, partyKey.addressType, party.addressType);
  out.fixed(closeObject);
}

const lineKey = {
  description: fixed('{"description":"'),
  quantity: fixed(',"quantity":'),
  unit: fixed(',"unit":"PCE"'),
  netWeightG: fixed(',"netWeightG":'),
  value: fixed(',"value":{"amountMinor":'),
  hsCode: fixed(',"hsCode":"'),
  originCountry: fixed(',"originCountry":"'),
};

function writeContents(out: RowBytes, draft: Draft): void {
  out.fixed(key.contents);
  for (let i = 0; i < draft.lines.length; i++) {
    if (i > 0) out.fixed(comma);
    writeLine(out, draft.lines[i] as LineDraft, draft);
  }
  out.fixed(closeList);
}

function writeLine(out: RowBytes, line: LineDraft, draft: Draft): void {
  out.fixed(lineKey.description);
  out.text(line.description);
  out.fixed(quote);
  writeUint(out, lineKey.quantity, line.pieces);
  // persons fill in a form without a box for the unit
  if (line.pieces >= 0 && draft.sender.business !== '') out.fixed(lineKey.unit);
  writeUint(out, lineKey.netWeightG, line.netG);
  writeMoney(out, lineKey.value, line.valueMinor, draft.currency);
  writeText(out, lineKey.hsCode, line.hsCode);
  writeText(out, lineKey.originCountry, line.originCountry);
  out.fixed(closeObject);
}

/** Few rows have what follows: plain strings do. */
function writeDocuments(out: RowBytes, { licenceNo, invoiceNo, deaTransactionId }: Draft): void {
  if (licenceNo === '' && invoiceNo === '' && deaTransactionId === '') return;
  const members = [
    licenceNo && `"licenceNo":"${licenceNo}"`,
    invoiceNo && `"invoiceNo":"${invoiceNo}"`,
    deaTransactionId && `"deaTransactionId":"${deaTransactionId}"`,
  ];
  out.text(`,"documents":{${members.filter((member) => member !== '').join(',')}}`);
}

function writePayment(out: RowBytes, { paymentMethod, walletSymbol, walletAddress }: Draft): void {
  if (paymentMethod === '') return;
  const wallets =
    walletAddress === '' ? '' : `,"walletAddresses":[{"symbol":"${walletSymbol}","address":"${walletAddress}"}]`;
  out.text(`,"payment":{"method":"${paymentMethod}"${wallets}}`);
}

/** Posting, outward office, departure, arrival; for a returned item the failed delivery comes first. */
function writeEvents(out: RowBytes, draft: Draft): void {
  if (draft.numEvents === 0) return;
  const { departedAt: at, postingOffice, destOffice } = draft;
  const events: string[] = [];
  if (draft.wasReturned) events.push(event('EMH', at - 150 * HOUR_MS, postingOffice));
  events.push(event('EMA', at - 40 * HOUR_MS, postingOffice));
  if (draft.numEvents > 1) events.push(event('EMB', at - 9 * HOUR_MS, postingOffice));
  if (draft.numEvents > 2) events.push(event('EMC', at, postingOffice));
  if (draft.numEvents > 3) events.push(event('EMD', at + 14 * HOUR_MS, destOffice));
  out.text(`,"events":[${events.join(',')}]`);
}

function event(code: string, at: number, office: string): string {
  return `{"code":"${code}","at":${at},"office":"${office}"}`;
}
