/** Roles of words and what special words do, as numbers of the part. */
import { roleUnits } from '../../compare/address.ts';
import type { SpecialRole } from '../../text/addressTable.ts';
import type { AddressRole } from '../../text/addressWords.ts';
import * as layout from './layout.ts';

export const roleNumbers: Readonly<Record<AddressRole, number>> = {
  word: layout.ADDRESSES_ROLE_IS_WORD,
  part: layout.ADDRESSES_ROLE_IS_PART,
  short: layout.ADDRESSES_ROLE_IS_SHORT,
  number: layout.ADDRESSES_ROLE_IS_NUMBER,
  unit: layout.ADDRESSES_ROLE_IS_UNIT,
  box: layout.ADDRESSES_ROLE_IS_BOX,
  postcode: layout.ADDRESSES_ROLE_IS_POSTCODE,
};
export const specialNumbers: Readonly<Record<SpecialRole, number>> = {
  part: layout.ADDRESSES_IS_PART,
  region: layout.ADDRESSES_IS_REGION,
  unitWord: layout.ADDRESSES_IS_UNIT_WORD,
  boxWord: layout.ADDRESSES_IS_BOX_WORD,
  ignored: layout.ADDRESSES_IS_IGNORED,
};

const unitsOfRole = new Uint8Array(layout.ADDRESSES_ROLE_MASK + 1);
for (const [role, number] of Object.entries(roleNumbers)) unitsOfRole[number] = roleUnits[role as AddressRole];

/** What an item weighs. */
export function unitsOf(item: number): number {
  return unitsOfRole[(item >>> layout.ADDRESSES_ROLE_SHIFT) & layout.ADDRESSES_ROLE_MASK];
}
