/** The streams of mail that a facility inspects apart from each other. */

export const lanes = ['letter', 'parcel', 'ems', 'express'] as const;

export type Lane = (typeof lanes)[number];

const laneByService: ReadonlyMap<string, Lane> = new Map([
  ['letter_goods', 'letter'],
  ['letter_docs', 'letter'],
  ['mbag', 'letter'],
  ['parcel', 'parcel'],
  ['ecommerce_parcel', 'parcel'],
  ['ems', 'ems'],
  ['express', 'express'],
]);

/** The lane of a record's `serviceClass`. A parcel that does not tell its service goes the way of parcels. */
export function laneOf(serviceClass: string | undefined): Lane {
  return laneByService.get(serviceClass ?? '') ?? 'parcel';
}
