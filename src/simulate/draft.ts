/**
 * A record while it is being made. Texts are contents of JSON strings, already escaped, '' when missing; numbers are
 * -1 when missing. Stories and slips of the pen change a draft; `writeRow` turns it into one NDJSON line.
 */
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
