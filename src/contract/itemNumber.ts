/**
 * The S10 item number of the Universal Postal Union: two service letters, an eight-digit serial, a check digit and the
 * country of the post that gave it out. Source: UPU standard S10; weights as in the public S10 courier description.
 */
export type ItemNumber = {
  /** Two capital letters; the first names the service, such as R for registered or E for EMS. */
  readonly service: string;
  /** Eight digits. */
  readonly serial: string;
  readonly checkDigit: number;
  /** Two capital letters, as written; not every post's country is in every list. */
  readonly country: string;
  readonly isCheckDigitRight: boolean;
};

const SHAPE = /^([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** Read a text as an S10 item number, spaces and small letters allowed; undefined when it does not have its shape. */
export function parseItemNumber(text: string): ItemNumber | undefined {
  // ASCII only: toUpperCase turns some other letters into two capitals
  const compact = text.replaceAll(' ', '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const match = SHAPE.exec(compact);
  if (match === null) return undefined;
  const [, service, serial, digit, country] = match;
  const checkDigit = Number(digit);
  return { service, serial, checkDigit, country, isCheckDigitRight: checkDigit === checkDigitOf(serial) };
}

/** The check digit of an eight-digit serial. */
export function checkDigitOf(serial: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (serial.charCodeAt(i) - 48), 0);
  const digit = 11 - (sum % 11);
  if (digit === 10) return 0;
  return digit === 11 ? 5 : digit;
}
