/** What each signal says, with its unit or range, for the table of the rules language. */
import type { HistorySignalName, SignalName } from './signals.ts';

const SHARE = '0 to 1';
const COUNT = 'count';
const FLAG = '0 or 1';

export const signalUnits: Readonly<Record<SignalName | HistorySignalName, string>> = {
  listNameScore: SHARE,
  listAddressScore: SHARE,
  senderListScore: SHARE,
  recipientListScore: SHARE,
  listIdentifierHits: COUNT,
  linkSeizureDistance: 'links, from 1',
  linkSeizedNeighbours: COUNT,
  senderParcels7d: COUNT,
  senderRecipients7d: COUNT,
  recipientSenders30d: COUNT,
  senderSameValue7d: COUNT,
  senderKnownDays: 'days',
  templateRecipients7d: COUNT,
  recipientReferred42d: COUNT,
  areaReferred42d: COUNT,
  addressNames90d: COUNT,
  addressNameNew: FLAG,
  addressChemicalFirms365d: COUNT,
  itemIdOtherParties12m: COUNT,
  postageCounterfeit: FLAG,
  valuePerGramQuantile: SHARE,
  corridorSeizureRatio: 'ratio',
  outwardWeightG: 'g',
  pairParcelsSameDay: COUNT,
  pairValueUsdSameDay: 'USD',
  exchangerIdentifierHits: COUNT,
  listWalletHits: COUNT,
  listPhraseHits: COUNT,
  walletMarketDistance: 'transfers, from 1',
  smallTransfersAbroad30d: COUNT,
};

export const signalTexts: Readonly<Record<SignalName | HistorySignalName, string>> = {
  listNameScore: 'Best calibrated match of the sender or recipient name on a list, 0 to 1',
  listAddressScore: 'Best match of an address on a list, 0 to 1',
  senderListScore: 'Best match of anything known of the sender on a list, 0 to 1; 0.9 makes a finding',
  recipientListScore: 'Best match of anything known of the recipient on a list, 0 to 1; 0.9 makes a finding',
  listIdentifierHits: 'Phones, e-mails and wallets of the parcel that are on a list, count',
  linkSeizureDistance: 'Links between the parcel and the nearest seized one; 1 is a shared identifier',
  linkSeizedNeighbours: 'Seized parcels within two links, count',
  senderParcels7d: 'Parcels of the sender in the past 7 days, count',
  senderRecipients7d: 'Distinct recipients of the sender in the past 7 days, count',
  recipientSenders30d: 'Distinct senders to the recipient address in the past 30 days, count',
  senderSameValue7d:
    'Parcels of the sender with this same declared value in the past 7 days, this one among them, count',
  senderKnownDays: 'Days since the first parcel of the sender was seen',
  templateRecipients7d:
    'Distinct recipients of this wording and weight in the past 7 days that nothing else links, count',
  recipientReferred42d: 'Referred parcels to the recipient in the past 42 days, count',
  areaReferred42d: 'Referred parcels to the small area of the recipient in the past 42 days, count',
  addressNames90d: 'Distinct recipient names that nothing links at the address in the past 90 days, count',
  addressNameNew: '1 where the address is known and this name was never seen there, else 0',
  addressChemicalFirms365d:
    'Distinct chemical or pharmaceutical firms seen at the recipient address in the past year, count',
  itemIdOtherParties12m: 'Other parties under this item number in the past 12 months, count',
  postageCounterfeit: '1 where the post reports the postage as counterfeit, else 0',
  valuePerGramQuantile:
    'Place of the value per gram among parcels of its HS subheading and origin, 0 lowest to 1 highest',
  corridorSeizureRatio:
    'Seizure rate of posting country and goods class over the rate of all mail, smoothed; 1 is as all mail',
  outwardWeightG: 'Weight of the outward leg of a returned parcel as it was scanned, grams',
  pairParcelsSameDay: 'Parcels of this sender to this recipient on the posting day, this one among them, count',
  pairValueUsdSameDay: 'Declared value of those parcels together, USD',
  exchangerIdentifierHits: 'Phones, e-mails and wallets of the parcel on adverts of peer-to-peer exchangers, count',
  listWalletHits: 'Wallets of the parcel that are on a list, count; also among `listIdentifierHits`',
  listPhraseHits: 'Phrases and CAS numbers of a list in the descriptions of the goods and other free text, count',
  walletMarketDistance: 'Transfers between the wallet and a darknet market or mixer; 1 is a direct one',
  smallTransfersAbroad30d: 'Small transfers of the payer to one person abroad in the past 30 days, count',
};
