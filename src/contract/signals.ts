/**
 * What lists and links know of one parcel, as numbers. They come from outside the pure screening pass and reach
 * features as columns; NaN is "not known", and a parcel without signals is screened as if nothing were known.
 */
export const signalNames = [
  /** Best calibrated match of the sender or recipient name on a list, 0 to 1. */
  'listNameScore',
  /** Best match of an address on a list, 0 to 1. */
  'listAddressScore',
  /** Best match of anything known of the sender on a list, 0 to 1; 0.9 makes a finding. */
  'senderListScore',
  /** Best match of anything known of the recipient on a list, 0 to 1; 0.9 makes a finding. */
  'recipientListScore',
  /** Phones, e-mails and wallets of the parcel that are on a list, count. */
  'listIdentifierHits',
  /** Links between the parcel and the nearest seized one; 1 is a shared identifier. */
  'linkSeizureDistance',
  /** Seized parcels within two links, count. */
  'linkSeizedNeighbours',
  /** Parcels of the sender in the past 7 days, count. */
  'senderParcels7d',
  /** Distinct recipients of the sender in the past 7 days, count. */
  'senderRecipients7d',
  /** Distinct senders to the recipient address in the past 30 days, count. */
  'recipientSenders30d',
] as const;

export type SignalName = (typeof signalNames)[number];
export type Signals = Partial<Record<SignalName, number>>;
