// Money to US dollars at the rates of the bundle, and currencies that have none.

import { REF_CURRENCIES, REF_RATES } from '../generated/reference';

/** Place of a currency in the table of rates; 0 is missing or without a rate. */
@inline
function ratePlace(reference: usize, currency: u32): u32 {
  return <u32>load<u8>(reference + <usize>load<u32>(reference, REF_CURRENCIES) + <usize>currency);
}

/** US dollars of an amount that may be missing; missing too when the currency has no rate, for rate 0 is NaN. */
@inline
export function usdOf(reference: usize, amountMinor: f64, currency: u32): f64 {
  const place = <usize>ratePlace(reference, currency);
  return amountMinor * load<f64>(reference + <usize>load<u32>(reference, REF_RATES) + (place << 3));
}

/** 1 when a currency is given but has no rate. */
@inline
export function isUnknownCurrency(reference: usize, currency: u32): u32 {
  return u32(currency != 0) & u32(ratePlace(reference, currency) == 0);
}
