/** Attributes that are equal or not, in their own spelling: a term is its own key. */
import { emailComparator } from '../compare/email.ts';
import { exactComparator } from '../compare/exact.ts';
import { phoneComparator } from '../compare/phone.ts';
import { walletComparator } from '../compare/wallet.ts';
import type { Indicator } from '../entry.ts';
import { casNumbersIn } from '../text/cas.ts';
import { emailsIn, normalEmail } from '../text/email.ts';
import { foldText } from '../text/fold.ts';
import { phoneDigits, phoneTail } from '../text/phone.ts';
import { normalWallet } from '../text/wallets/checkWallet.ts';
import { findWallets } from '../text/wallets/findWallets.ts';
import type { Attribute, ListedKeys } from './attribute.ts';
import type { Facet } from './facets.ts';

const found = (texts: readonly Facet[], find: (text: string) => readonly string[]): Facet[] =>
  texts.flatMap(({ side, text }) => find(text).map((each) => ({ side, text: each })));
const textOf =
  (kind: Indicator['kind']) =>
  (indicator: Indicator): string | null =>
    indicator.kind === kind && 'text' in indicator ? indicator.text : null;
const asKey = (term: string): string[] => [term];
const only = (key: string): ListedKeys => ({ groups: [], leastWeight: 1, alone: [key] });

const normalNumber = (text: string): string => foldText(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
/** Ten groups of four digits, however they are set apart: OpenPGP v4. */
const FINGERPRINT = /(?<![0-9a-f])(?:[0-9a-f]{4}[\s:]*){10}(?![0-9a-f])/gi;

const phone: Attribute<string> = {
  letter: 'P',
  name: 'phone',
  least: 0.85,
  facetsOf: ({ phones }) => phones,
  termsOf: (text) => [phoneTail(phoneDigits(text))],
  keysOfTerm: asKey,
  listedOf: textOf('phone'),
  keysOfListed: (listed) => only(phoneTail(phoneDigits(listed))),
  score: (text, listed) => phoneComparator.compare(text, listed).score,
};

const email: Attribute<string> = {
  letter: 'E',
  name: 'email',
  least: 0.95,
  facetsOf: ({ emails, texts }) => [...emails, ...found(texts, emailsIn)],
  termsOf: (text) => [normalEmail(text)],
  keysOfTerm: asKey,
  listedOf: textOf('email'),
  keysOfListed: (listed) => only(normalEmail(listed)),
  score: (text, listed) => emailComparator.compare(text, listed).score,
};

const wallet: Attribute<string> = {
  letter: 'W',
  name: 'wallet',
  least: 0.95,
  facetsOf: ({ wallets, texts }) => [
    ...wallets,
    ...found(texts, (text) => findWallets(text).map(({ address }) => address)),
  ],
  termsOf: (text) => [normalWallet(text)],
  keysOfTerm: asKey,
  listedOf: (indicator) => (indicator.kind === 'wallet' ? indicator.address : null),
  keysOfListed: (listed) => only(normalWallet(listed)),
  score: (text, listed) => walletComparator.compare(text, listed).score,
};

const exact = (
  name: 'cas' | 'pgp' | 'document',
  letter: string,
  facetsOf: Attribute['facetsOf'],
): Attribute<string> => ({
  letter,
  name,
  least: 0.95,
  facetsOf,
  termsOf: (text) => [normalNumber(text)],
  keysOfTerm: asKey,
  listedOf: textOf(name),
  keysOfListed: (listed) => only(normalNumber(listed)),
  score: (text, listed) => exactComparator.compare(text, listed).score,
});

export const exactAttributes: readonly Attribute<string>[] = [
  phone,
  email,
  wallet,
  exact('cas', 'C', ({ texts }) => found(texts, casNumbersIn)),
  exact('pgp', 'G', ({ texts }) =>
    found(texts, (text) => [...text.matchAll(FINGERPRINT)].map(([fingerprint]) => fingerprint)),
  ),
  exact('document', 'D', ({ documents }) => documents),
];
