/** The contact information of an identity, free text: its mailboxes and the phones that are written international. */
import type { Indicator } from '../../entry.ts';
import { emailsIn } from '../../text/email.ts';

const PHONE = /\+\d[\d\s().-]{5,24}\d/g;
/** What stands before a number or a mailbox, and tells nothing. */
const TITLES = /\b(?:tel|telephone|phone|mobile|fax|e-?mail|mail|contact)\b/gi;

/** `isRest`: it says more, such as an address, which cannot be told apart. */
export function readContact(text: string): { indicators: Indicator[]; isRest: boolean } {
  const emails = emailsIn(text);
  const rest = emails.reduce((left, email) => left.replace(email, ' '), text);
  const phones = [...rest.matchAll(PHONE)].map(([phone]) => phone);
  const told = rest.replaceAll(PHONE, ' ').replaceAll(TITLES, ' ');
  return {
    indicators: [
      ...emails.map((email) => ({ kind: 'email', text: email }) as const),
      ...phones.map((phone) => ({ kind: 'phone', text: phone }) as const),
    ],
    isRest: /[\p{L}\p{N}]/u.test(told),
  };
}
