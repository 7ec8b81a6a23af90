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

/**
 * What history, outcomes and outside registers know: for rules only. They are no feature columns, so a name more here
 * changes neither the feature schema nor a trained model. A rule that reads one says nothing where it is not known.
 */
export const historySignalNames = [
  /** Parcels of the sender with this same declared value in the past 7 days, this one among them, count. */
  'senderSameValue7d',
  /** Days since the first parcel of the sender was seen. */
  'senderKnownDays',
  /** Distinct recipients of this wording and weight in the past 7 days that nothing else links, count. */
  'templateRecipients7d',
  /** Referred parcels to the recipient in the past 42 days, count. */
  'recipientReferred42d',
  /** Referred parcels to the small area of the recipient in the past 42 days, count. */
  'areaReferred42d',
  /** Distinct recipient names that nothing links at the address in the past 90 days, count. */
  'addressNames90d',
  /** 1 where the address is known and this name was never seen there, else 0. */
  'addressNameNew',
  /** Distinct chemical or pharmaceutical firms seen at the recipient address in the past year, count. */
  'addressChemicalFirms365d',
  /** Other parties under this item number in the past 12 months, count. */
  'itemIdOtherParties12m',
  /** 1 where the post reports the postage as counterfeit, else 0. */
  'postageCounterfeit',
  /** Place of the value per gram among parcels of its HS subheading and origin, 0 lowest to 1 highest. */
  'valuePerGramQuantile',
  /** Seizure rate of posting country and goods class over the rate of all mail, smoothed; 1 is as all mail. */
  'corridorSeizureRatio',
  /** Weight of the outward leg of a returned parcel as it was scanned, grams. */
  'outwardWeightG',
  /** Parcels of this sender to this recipient on the posting day, this one among them, count. */
  'pairParcelsSameDay',
  /** Declared value of those parcels together, USD. */
  'pairValueUsdSameDay',
  /** Phones, e-mails and wallets of the parcel on adverts of peer-to-peer exchangers, count. */
  'exchangerIdentifierHits',
  /** Wallets of the parcel that are on a list, count; also among `listIdentifierHits`. */
  'listWalletHits',
  /** Phrases and CAS numbers of a list in the descriptions of the goods and other free text, count. */
  'listPhraseHits',
  /** Transfers between the wallet and a darknet market or mixer; 1 is a direct one. */
  'walletMarketDistance',
  /** Small transfers of the payer to one person abroad in the past 30 days, count. */
  'smallTransfersAbroad30d',
] as const;

/** Those that the lists of a bundle give. */
export const listSignalNames: readonly (SignalName | HistorySignalName)[] = [
  'listNameScore',
  'listAddressScore',
  'senderListScore',
  'recipientListScore',
  'listIdentifierHits',
  'listWalletHits',
  'listPhraseHits',
];

export type SignalName = (typeof signalNames)[number];
export type HistorySignalName = (typeof historySignalNames)[number];
export type Signals = Partial<Record<SignalName | HistorySignalName, number>>;
