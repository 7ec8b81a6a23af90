/** What is equal or not, under the keys that the index has: a term is its own key. */
import type { Indicator } from '../entry.ts';
import { coreText } from '../text/coreText.ts';
import { withoutInvisible } from '../text/fold.ts';
import { type IdentifierKind, identifierKeys, identifierKinds, identifierText } from '../text/identifierKeys.ts';
import { identifiersIn } from '../text/identifiersIn.ts';
import { kernelText } from '../text/kernelText.ts';
import { phoneTail } from '../text/phone.ts';
import type { Family, ListedKeys } from './family.ts';
import { hashKey } from './wordKeys.ts';

const kinds: ReadonlySet<string> = new Set(identifierKinds);

export const identifierFamily: Family = {
  letter: 'I',
  termsOf: ({ phones, emails, wallets, documents, free }) => [
    ...phones.flatMap((text) => keysOf('phone', identifierText('phone', text))),
    ...emails.flatMap((text) => keysOf('email', identifierText('email', text))),
    ...wallets.flatMap((text) => keysOf('wallet', identifierText('wallet', text))),
    ...documents.flatMap((text) => keysOf('document', identifierText('document', text))),
    ...free.flatMap((text) => keysIn(withoutInvisible(text))),
    // wallets have a case, which a folded text has not: the core reads both
    ...free.filter((text) => kernelText(text) !== text).flatMap((text) => keysIn(coreText(text))),
  ],
  keysOfTerm: (key) => [hashKey('I', key)],
  listedOf: ({ indicators }) => indicators.flatMap(listedIdentifier),
  keysOfWord: (key) => [hashKey('I', key)],
};

function keysIn(text: string): string[] {
  return identifiersIn(text).flatMap((found) => keysOf(found.kind, found.text));
}

/** Phones without a country code are compared by their last digits. @param text as `identifierText` makes it */
function keysOf(kind: IdentifierKind, text: string): string[] {
  return identifierKeys(kind, text).map((key) => `${kind}\t${kind === 'phone' ? phoneTail(key) : key}`);
}

function listedIdentifier(indicator: Indicator): ListedKeys[] {
  if (!kinds.has(indicator.kind)) return [];
  const kind = indicator.kind as IdentifierKind;
  const text = 'address' in indicator ? indicator.address : 'text' in indicator ? indicator.text : '';
  return [
    { words: [], leastWeight: 1, alone: keysOf(kind, identifierText(kind, text)).map((key) => hashKey('I', key)) },
  ];
}
