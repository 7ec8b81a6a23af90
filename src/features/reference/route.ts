/** Route: from where to where, by which service and for what purpose. */
import { countryNumber } from '../../contract/codes.ts';
import { encodeText, isLetter } from '../tokens.ts';
import { natures, serviceClasses } from './codes.ts';
import { codeNumber, type Facts } from './facts.ts';
import { given, ratio, type Sheet } from './sheet.ts';

export function routeFeatures(facts: Facts, sheet: Sheet): void {
  const { parcel, s10, tables } = facts;
  const posted = countryNumber(parcel.sender.country);
  const origins = facts.lines.flatMap((line) => line.origin ?? []);
  const numDiffer = origins.filter((origin) => countryNumber(origin) !== posted).length;
  const office = officeCountry(given(parcel.postingOffice));

  sheet.put('senderCountry', posted);
  sheet.put('recipientCountry', countryNumber(parcel.recipient.country));
  sheet.put('originCountry', origins.length === 0 ? undefined : countryNumber(origins[0]));
  sheet.put('originDiffersShare', ratio(numDiffer, origins.length));
  sheet.put('itemIdCountryDiffers', s10 && s10.country !== posted);
  sheet.put('postingOfficeDiffers', office === undefined ? undefined : office !== posted);
  sheet.put('serviceClass', codeNumber(serviceClasses, parcel.serviceClass));
  sheet.put('natureOfTransaction', codeNumber(natures, parcel.natureOfTransaction));

  sheet.find('ITEM_ID_COUNTRY', s10 !== undefined && s10.country !== posted);
  const countries = [parcel.sender.country, parcel.recipient.country, ...origins];
  sheet.find(
    'COUNTRY_UNKNOWN',
    countries.some((code) => !tables.country(code).isIso),
  );
  sheet.find('TRANSHIPPED', numDiffer > 0);
}

/** The country that an IMPC code begins with; undefined when it begins with anything else than two letters. */
function officeCountry(office: string | undefined): number | undefined {
  if (office === undefined) return undefined;
  const bytes = encodeText(office);
  if (bytes.length < 2 || !isLetter(bytes[0]) || !isLetter(bytes[1])) return undefined;
  return countryNumber(office.slice(0, 2).toUpperCase());
}
