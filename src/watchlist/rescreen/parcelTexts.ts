/** What of a parcel the core compares with lists, field by field: the twin of assembly/match/stage/gather.ts. */
import type { Parcel, Party } from '../../contract/parcel.ts';
import { completePhone } from '../text/completePhone.ts';
import { identifierText } from '../text/identifierKeys.ts';
import { nameParts } from '../text/nameParts.ts';

export type ParcelTexts = {
  /** And the names within them. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** As written, and as dialled from abroad where the text does not name its country. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly wallets: readonly string[];
  readonly documents: readonly string[];
  /** Descriptions and explanations, in which anything may stand. */
  readonly free: readonly string[];
};

type Text = string | null | undefined;

export function parcelTexts({ sender, recipient, contents, payment, explanation }: Parcel): ParcelTexts {
  const ofParties = (of: (party: Party) => readonly Text[]): string[] => there([...of(sender), ...of(recipient)]);
  return {
    names: ofParties(({ name, business }) =>
      [name, business].flatMap((text) => (text ? [text, ...nameParts(text)] : [])),
    ),
    addresses: ofParties((party) => [addressOf(party)]),
    phones: ofParties(({ phone, country }) => [phone, phone && completePhone(identifierText('phone', phone), country)]),
    emails: ofParties(({ email }) => [email]),
    wallets: there((payment?.walletAddresses ?? []).map(({ address }) => address)),
    documents: ofParties(({ taxId }) => [taxId]),
    free: there([...contents.map(({ description }) => description), explanation, payment?.processorRef]),
  };
}

function there(texts: readonly Text[]): string[] {
  return [...new Set(texts)].filter((text): text is string => typeof text === 'string' && text !== '');
}

/** A country alone is no address. */
function addressOf({ addressLines, city, region, postcode, country }: Party): string {
  const parts = [...(addressLines ?? []), city, region, postcode].filter((part) => part);
  return parts.length === 0 ? '' : [...parts, country].join(', ');
}
