// The country table of the bundle.

import {
  COUNTRY_BYTES,
  COUNTRY_FLAGS,
  COUNTRY_HAS_WAIVER,
  COUNTRY_IS_ISO,
  REF_COUNTRIES,
} from '../generated/reference';

/** Number of a country of two capital letters, as countryNumber of src/contract/codes.ts. */
@inline
export function countryOf(first: u32, second: u32): u32 {
  return (first - 0x41) * 26 + (second - 0x41) + 1;
}

@inline
export function countryAt(reference: usize, country: u32): usize {
  return reference + <usize>load<u32>(reference, REF_COUNTRIES) + <usize>country * COUNTRY_BYTES;
}

/** 1 when a country, which is given, is not in the table. */
@inline
export function isUnknownCountry(reference: usize, country: u32): u32 {
  return ~(<u32>load<u8>(countryAt(reference, country), COUNTRY_FLAGS)) & <u32>COUNTRY_IS_ISO;
}

@inline
export function hasWaiver(reference: usize, country: u32): bool {
  return (<u32>load<u8>(countryAt(reference, country), COUNTRY_FLAGS) & <u32>COUNTRY_HAS_WAIVER) != 0;
}
