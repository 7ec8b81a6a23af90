/** A number that is valid, though nobody's, of every country that libphonenumber knows, and others made of it. */
import { type CountryCode, getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';

export type ExamplePhone = { readonly country: CountryCode; readonly number: PhoneNumber };

export function examplePhones(): ExamplePhone[] {
  return getCountries().flatMap((country) => {
    const number = getExampleNumber(country, examples);
    return number === undefined || !number.isValid() ? [] : [{ country, number }];
  });
}
