/** One line of text as a query: mailboxes, wallets, CAS numbers and phones in it, the rest a name, and all of it what phrases may stand in. */
import type { EntryKind } from '../entry.ts';
import { emailsIn } from '../text/email.ts';
import { casNumbersIn } from '../text/cas.ts';
import { withoutInvisible } from '../text/fold.ts';
import { findWallets } from '../text/wallets/findWallets.ts';
import type { Query } from './searchEntries.ts';

const PHONE = /\+?\d[\d\s()./-]{6,}\d/g;

export function queryOf(written: string, kind: EntryKind): Query {
  const text = withoutInvisible(written);
  const emails = emailsIn(text);
  const wallets = findWallets(text).map(({ address }) => address);
  const numbers = casNumbersIn(text);
  let rest = text;
  for (const found of [...emails, ...wallets, ...numbers]) rest = rest.replace(found, ' ');
  const phones = [...rest.matchAll(PHONE)].map(([phone]) => phone);
  rest = rest.replaceAll(PHONE, ' ').trim();
  const isText = (some: string): boolean => /\p{L}/u.test(some);
  const [name, words] = [isText(rest) ? rest : null, isText(text) ? text : null];
  return { name, words, kind, address: null, phones, emails, wallets, numbers };
}
