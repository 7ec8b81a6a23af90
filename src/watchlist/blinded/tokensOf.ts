/** What of an indicator is hashed: kind and normal form, none where it is too little or too much. */
import type { EntryKind, Indicator } from '../entry.ts';
import { blindedKinds } from './blindKey.ts';
import * as normal from './normalForms.ts';

export type Token = { readonly kind: number; readonly normal: string };

/** @param entryKind of whom the indicator is: companies lose their legal forms, also where nobody knows which it is */
export function tokensOf(indicator: Indicator, entryKind: EntryKind): Token[] {
  return formsOf(indicator, entryKind).filter((token) => token.normal !== '');
}

function formsOf(indicator: Indicator, entryKind: EntryKind): Token[] {
  switch (indicator.kind) {
    case 'name': {
      const isCompany = entryKind === 'organisation' || entryKind === 'unknown';
      return [{ kind: blindedKinds.name, normal: normal.normalName(indicator.text, isCompany) }];
    }
    case 'phone': {
      const digits = normal.normalPhone(indicator.text);
      return [
        { kind: blindedKinds.phone, normal: digits },
        { kind: blindedKinds.phoneTail, normal: normal.phoneTailOf(digits) },
      ];
    }
    case 'email':
      return [{ kind: blindedKinds.email, normal: normal.normalEmail(indicator.text) }];
    case 'wallet':
      return [{ kind: blindedKinds.wallet, normal: normal.normalWalletAddress(indicator.address) }];
    case 'cas':
      return normal.normalCas(indicator.text).map((digits) => ({ kind: blindedKinds.cas, normal: digits }));
    case 'handle':
    case 'pgp':
    case 'document':
      return [{ kind: blindedKinds[indicator.kind], normal: normal.normalExact(indicator.text) }];
    case 'address':
    case 'phrase':
      // no two spellings of an address have one form, and a phrase is looked for in the midst of others
      return [];
  }
}
