/** Identifiers of items, dispatches and receptacles. */
import type { Random } from '../base/random.ts';
import { padded } from './pattern.ts';

const weights = [8, 6, 4, 2, 3, 5, 9, 7];
/** Coprime to 10^8, so that serials do not repeat within a hundred million parcels. */
const SERIAL_STEP = 38_271_529;
const SERIALS = 100_000_000;

const serviceLetters: Readonly<Record<string, readonly string[]>> = {
  ems: ['EA', 'EE', 'EB', 'EV'],
  parcel: ['CP', 'CN', 'CY'],
  letter_goods: ['LX', 'LZ', 'RB', 'RR', 'UA', 'LV'],
  ecommerce_parcel: ['HC', 'HA'],
  letter_docs: ['RD', 'LD'],
  mbag: ['MA'],
};

/** S10: two letters, eight digits, check digit, country. `isWrong` spoils the check digit. */
export function s10(random: Random, serviceClass: string, country: string, serial: number, isWrong: boolean): string {
  const digits = padded(serial, 8);
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += (digits.charCodeAt(i) - 48) * (weights[i] as number);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  const letters = random.pick(serviceLetters[serviceClass] as readonly string[]);
  return `${letters}${digits}${isWrong ? (check + random.between(1, 9)) % 10 : check}${country}`;
}

/** Serial of a row: a walk over all eight-digit numbers that starts at the seed's own place. */
export function serialOf(row: number, start: number): number {
  return ((row % SERIALS) * SERIAL_STEP + start) % SERIALS;
}

/** An integrator's waybill: ten or twelve digits, or letters and digits. */
export function waybill(serial: number, carrier: number): string {
  if (carrier === 0) return `${7}${padded(serial, 8)}${serial % 7}`;
  if (carrier === 1) return `4${padded(serial, 9)}${padded(serial % 97, 2)}`;
  return `XP${padded(serial, 9)}US`;
}

/** Dispatch (S8, 20 characters): offices, category, subclass, last digit of the year, serial. */
export function dispatchId(
  from: string,
  to: string,
  category: string,
  subclass: string,
  year: string,
  serial: string,
): string {
  return from + to + category + subclass + year.charAt(3) + serial;
}

/** Receptacle (S9, 29 characters): the dispatch, serial, highest-number and registered marks, weight in 100 g. */
export function receptacleId(dispatch: string, random: Random): string {
  return `${dispatch}${padded(random.between(1, 180), 3)}00${padded(random.between(12, 280), 4)}`;
}
