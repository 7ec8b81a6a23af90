/** Indicators that nothing in a parcel can match, or nothing that is real: a list keeps them, and an import tells them. */
import type { EntryKind, Indicator } from './entry.ts';
import { type Fault, Tally } from './faults.ts';
import { casNumbersIn } from './text/cas.ts';
import { type IdentifierKind, identifierKeys, identifierText } from './text/identifierKeys.ts';
import { MOST_PHRASE_BYTES, phraseKey, phraseWords } from './text/phraseKey.ts';
import { chains } from './text/wallets/chains.ts';
import { checkWallet, normalWallet } from './text/wallets/checkWallet.ts';
import { findWallets } from './text/wallets/findWallets.ts';

type Place = Omit<Fault, 'reason'>;
/** Of one kind; the others are counted. */
const MOST_PLACES = 3;
const WORD = /[\p{L}\p{N}]/u;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** What is looked at in free text. */
const ADDRESS = /^[A-Za-z0-9]{25,360}$/;
const FINGERPRINT = /^[0-9a-f]{40}$/;

export class Unmatchable {
  readonly counts: Tally = new Tally();
  readonly places: Map<string, Place[]> = new Map();

  add(what: string, place: Place): void {
    this.counts.add(what);
    const known = this.places.get(what) ?? [];
    this.places.set(what, known);
    if (known.length < MOST_PLACES) known.push(place);
  }
}

/** @param kind of the entry: the names of goods are phrases */
export function whyUnmatchable(indicator: Indicator, kind: EntryKind): string | null {
  switch (indicator.kind) {
    case 'name':
      if (kind === 'goods') return whyNoPhrase(indicator.text);
      return WORD.test(indicator.text) ? null : 'name without a letter or digit';
    case 'address':
      return [...indicator.lines, indicator.city, indicator.region, indicator.postcode, indicator.country].some(
        (part) => part !== null && WORD.test(part),
      )
        ? null
        : 'address without a letter or digit';
    case 'phrase':
      return whyNoPhrase(indicator.text);
    case 'wallet':
      return whyNoWallet(indicator);
    case 'cas':
      return casNumbersIn(indicator.text).length > 0 ? null : 'CAS number without its right check digit';
    case 'email':
      return EMAIL.test(indicator.text.trim()) ? whyNoKey('email', indicator.text) : 'e-mail that is no address';
    case 'pgp':
      return FINGERPRINT.test(identifierKeys('pgp', identifierText('pgp', indicator.text))[0] ?? '')
        ? null
        : 'PGP fingerprint that is not 40 hexadecimal digits';
    case 'phone':
      return whyNoKey('phone', indicator.text) === null ? null : 'phone of fewer than six digits';
    default:
      return whyNoKey(indicator.kind, indicator.text);
  }
}

function whyNoKey(kind: IdentifierKind, text: string): string | null {
  return identifierKeys(kind, identifierText(kind, text)).length > 0 ? null : `${kind} that is empty or too long`;
}

function whyNoPhrase(text: string): string | null {
  if (phraseKey(text) !== '') return null;
  return phraseWords(text) === ''
    ? 'phrase without a letter or digit'
    : `phrase of more than ${MOST_PHRASE_BYTES} bytes`;
}

function whyNoWallet({ symbol, address, isChecked }: Extract<Indicator, { kind: 'wallet' }>): string | null {
  if (isChecked) return null;
  if (!ADDRESS.test(normalWallet(address))) return 'wallet without the shape of an address';
  if (checkWallet(symbol, address) === 'wrong') return 'wallet that is no address of its chain';
  return symbol.toUpperCase() in chains || findWallets(address).length > 0
    ? null
    : 'wallet that is an address of no chain known here';
}
