/** One line of text as a query: mailboxes, wallets, CAS numbers and phones in it, the rest a name. */
import type { EntryKind } from '../entry.ts';
import { emailsIn } from '../text/email.ts';
import { casNumbersIn } from '../text/cas.ts';
import { findWallets } from '../text/wallets/findWallets.ts';
import type { Query } from './searchEntries.ts';

const PHONE = /\+?\d[\d\s()./-]{6,}\d/g;

export function queryOf(text: string, kind: EntryKind): Query {
  const emails = emailsIn(text);
  const wallets = findWallets(text).map(({ address }) => address);
  const numbers = casNumbersIn(text);
  let rest = text;
  for (const found of [...emails, ...wallets, ...numbers]) rest = rest.replace(found, ' ');
  const phones = [...rest.matchAll(PHONE)].map(([phone]) => phone);
  rest = rest.replaceAll(PHONE, ' ').trim();
  return { name: /\p{L}/u.test(rest) ? rest : null, kind, address: null, phones, emails, wallets, numbers };
}
