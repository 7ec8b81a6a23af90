/**
 * Phone numbers as digits, cheaply: no plan of any country is known here, so a number without its country code is
 * compared by its last digits only. Before that, numbers of lists are made whole by listedPhones.ts and those of
 * parcels by completePhone.ts.
 */

/** Digits only, without an international prefix (`+`, `00`) or an extension. Empty where there are under six. */
export function phoneDigits(text: string): string {
  const digits = bareDigits(text).replace(/^00/, '');
  return digits.length < 6 ? '' : digits;
}

/** All digits but those of an extension, with whatever prefix they are written. */
export function bareDigits(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/(?:ext|extension|x|#)\.?\s*\d+\s*$/i, '')
      // the trunk zero in +44 (0)20 ... is not dialled from abroad
      .replaceAll('(0)', '')
      .replaceAll(/\D/g, '')
  );
}

/** The last nine digits: what a national and an international spelling share almost everywhere. */
export function phoneTail(digits: string): string {
  return digits.slice(-9);
}
