/** What one party's entry says. Nothing here identifies the party. */
import type { Party } from '../../contract/parcel.ts';
import type { ReferenceTables } from '../openReference.ts';
import { encodeText } from '../tokens.ts';
import { wordClasses } from '../wordClasses.ts';
import { callingDigits } from './shapes.ts';
import { given, isGiven } from './sheet.ts';
import { readText, type TextFacts } from './textFacts.ts';

export type PartyFacts = {
  readonly name: TextFacts | undefined;
  /** Classes of the words of name and business together. */
  readonly bits: number;
  readonly hasBusiness: boolean;
  readonly isLegal: boolean;
  /** A business, a legal person or company words in the name. */
  readonly isCompany: boolean;
  /** Bytes of all address lines; undefined without any. */
  readonly addressBytes: number | undefined;
  readonly callingDigits: string | undefined;
  /** Of name, address, city, postcode, phone and e-mail. */
  readonly numMissing: number;
};

export function readParty(tables: ReferenceTables, party: Party): PartyFacts {
  const nameText = given(party.name);
  const name = nameText === undefined ? undefined : readText(tables, nameText);
  const business = given(party.business);
  const businessBits = business === undefined ? 0 : readText(tables, business).wordBits;
  const addressLines = (party.addressLines ?? []).flatMap((line) => given(line) ?? []);
  const isLegal = party.personType === 'legal';
  const nameIsCompany = ((name?.wordBits ?? 0) & wordClasses.company) !== 0;
  const phone = given(party.phone);
  const fields = [party.name, addressLines[0], party.city, party.postcode, party.phone, party.email];
  return {
    name,
    bits: (name?.wordBits ?? 0) | businessBits,
    hasBusiness: business !== undefined,
    isLegal,
    isCompany: business !== undefined || isLegal || nameIsCompany,
    addressBytes:
      addressLines.length === 0 ? undefined : addressLines.reduce((total, line) => total + encodeText(line).length, 0),
    callingDigits: phone === undefined ? undefined : callingDigits(phone),
    numMissing: fields.filter((field) => !isGiven(field)).length,
  };
}
