// Route: from where to where, by which service and for what purpose. Plain twin: src/features/reference/route.ts.

import { byteAt } from '../base/bytes';
import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import {
  CODE_NATURE_OF_TRANSACTION,
  CODE_RECIPIENT_COUNTRY,
  CODE_SENDER_COUNTRY,
  CODE_SERVICE_CLASS,
  SPAN_POSTING_OFFICE,
} from '../generated/record';
import { countryOf, isUnknownCountry } from './countries';
import { S10_COUNTRY_SHIFT } from './itemNumber';
import * as at from './scratch';
import { found, lengthAt, put, putCode, putIf, share, textAt } from './sheet';

/** `item` is the item number as readItemNumber gives it. */
export function routeFeatures(reference: usize, row: usize, item: u32, facts: usize, sheet: usize): u64 {
  const posted = <u32>load<u16>(row, CODE_SENDER_COUNTRY);
  const recipient = <u32>load<u16>(row, CODE_RECIPIENT_COUNTRY);
  const numDiffer = load<u32>(facts, at.FACT_NUM_ORIGINS_DIFFER);
  const itemDiffers = item != 0 && item >> S10_COUNTRY_SHIFT != posted;
  const office = officeCountry(textAt(row, SPAN_POSTING_OFFICE), lengthAt(row, SPAN_POSTING_OFFICE));

  putCode(sheet, column.F_SENDER_COUNTRY, posted);
  putCode(sheet, column.F_RECIPIENT_COUNTRY, recipient);
  putCode(sheet, column.F_ORIGIN_COUNTRY, load<u32>(facts, at.FACT_FIRST_ORIGIN));
  put(sheet, column.F_ORIGIN_DIFFERS_SHARE, share(numDiffer, load<u32>(facts, at.FACT_NUM_ORIGINS)));
  putIf(sheet, column.F_ITEM_ID_COUNTRY_DIFFERS, item != 0, u32(itemDiffers));
  putIf(sheet, column.F_POSTING_OFFICE_DIFFERS, office != 0, u32(office != posted));
  putCode(sheet, column.F_SERVICE_CLASS, <u32>load<u16>(row, CODE_SERVICE_CLASS));
  putCode(sheet, column.F_NATURE_OF_TRANSACTION, <u32>load<u16>(row, CODE_NATURE_OF_TRANSACTION));

  const isUnknown = isUnknownCountry(reference, posted) | isUnknownCountry(reference, recipient);
  return (
    found(itemDiffers, finding.FINDING_ITEM_ID_COUNTRY) |
    found(isUnknown != 0, finding.FINDING_COUNTRY_UNKNOWN) |
    found(numDiffer != 0, finding.FINDING_TRANSHIPPED)
  );
}

/** The country that an IMPC code begins with; 0 when it begins with anything else than two letters. */
@inline
function officeCountry(office: usize, length: u32): u32 {
  if (length < 2) return 0;
  const first = byteAt(office) & 0xdf;
  const second = byteAt(office + 1) & 0xdf;
  return first - 0x41 < 26 && second - 0x41 < 26 ? countryOf(first, second) : 0;
}
