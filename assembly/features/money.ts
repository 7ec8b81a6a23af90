// Money to US dollars at the rates of the bundle, and currencies that have none.

import { REF_CURRENCIES, REF_RATES } from '../generated/reference';

/** Place of a currency in the table of rates; 0 is missing or without a rate. */
@inline
export function ratePlace(reference: usize, currency: u32): u32 {
  return <u32>load<u8>(reference + <usize>load<u32>(reference, REF_CURRENCIES) + <usize>currency);
}

/** US dollars of an amount that may be missing (-1); missing too when the currency has no rate. */
@inline
export function usdOf(reference: usize, amountMinor: f64, currency: u32): f64 {
  const place = ratePlace(reference, currency);
  if (!place || amountMinor < 0) return -1;
  return amountMinor * load<f64>(reference + <usize>load<u32>(reference, REF_RATES) + (<usize>place << 3));
}

/** Whether a currency is given but has no rate. */
@inline
export function isUnknownCurrency(reference: usize, currency: u32): bool {
  return currency != 0 && ratePlace(reference, currency) == 0;
}
