/** What of a parcel lists are asked about, and on which day. */
import type { Parcel, Party } from '../../contract/parcel.ts';
import { addressText } from '../compare/address.ts';

export type Side = 'sender' | 'recipient' | 'goods' | 'payment';
export type Facet = { readonly side: Side; readonly text: string };
export type Facets = {
  readonly names: readonly Facet[];
  readonly addresses: readonly Facet[];
  readonly phones: readonly Facet[];
  readonly emails: readonly Facet[];
  readonly wallets: readonly Facet[];
  /** Descriptions and explanations, in which anything may stand. */
  readonly texts: readonly Facet[];
  /** Numbers of papers and of the parties. */
  readonly documents: readonly Facet[];
  /** YYYY-MM-DD by which entries must be valid: of the first advance data, else of the posting; null: not known. */
  readonly day: string | null;
};

type Text = string | null | undefined;

export function facetsOf(parcel: Parcel): Facets {
  const { sender, recipient, contents, documents, payment, explanation, aedReceivedAt, postingDate } = parcel;
  const ofParties = (of: (party: Party) => readonly Text[]): Facet[] => [
    ...facets('sender', of(sender)),
    ...facets('recipient', of(recipient)),
  ];
  const { licenceNo, certificateNo, invoiceNo, deaTransactionId } = documents ?? {};
  return {
    names: ofParties(({ name, business }) => [name, business]),
    addresses: ofParties((party) => [partyAddress(party)]),
    phones: ofParties(({ phone }) => [phone]),
    emails: ofParties(({ email }) => [email]),
    wallets: facets(
      'payment',
      (payment?.walletAddresses ?? []).map(({ address }) => address),
    ),
    texts: facets('goods', [...contents.map(({ description }) => description), explanation]),
    documents: [
      ...ofParties(({ taxId, customsRef }) => [taxId, customsRef]),
      ...facets('goods', [licenceNo, certificateNo, invoiceNo, deaTransactionId]),
    ],
    day: typeof aedReceivedAt === 'number' ? new Date(aedReceivedAt).toISOString().slice(0, 10) : (postingDate ?? null),
  };
}

function facets(side: Side, texts: readonly Text[]): Facet[] {
  const there = texts.filter((text): text is string => typeof text === 'string' && text !== '');
  return [...new Set(there)].map((text) => ({ side, text }));
}

/** A country alone is no address. */
function partyAddress({ addressLines, city, region, postcode, country }: Party): string {
  const lines = (addressLines ?? []).filter((line): line is string => typeof line === 'string' && line !== '');
  const parts = [city, region, postcode].map((part) => (part === undefined || part === '' ? null : part));
  if (lines.length === 0 && parts.every((part) => part === null)) return '';
  const [inCity, inRegion, inPostcode] = parts;
  return addressText({ kind: 'address', lines, city: inCity, region: inRegion, postcode: inPostcode, country });
}
