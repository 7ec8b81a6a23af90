/** What of an entry was matched, as the number that a hit carries in the low byte of its detail. */
export const attributes = {
  name: 1,
  address: 2,
  phone: 3,
  email: 4,
  wallet: 5,
  cas: 6,
  phrase: 7,
  handle: 8,
  pgp: 9,
  document: 10,
} as const;
export type Attribute = keyof typeof attributes;

const names: readonly (Attribute | undefined)[] = Object.entries(attributes).reduce<(Attribute | undefined)[]>(
  (all, [name, number]) => {
    all[number] = name as Attribute;
    return all;
  },
  [],
);

/** @param detail as a hit carries it; what lies above the low byte is the kernel's own. */
export function attributeOf(detail: number): Attribute | undefined {
  return names[detail & 0xff];
}

/** A hit as kernels write it: u32 entry, u32 detail, f64 score. */
export const HIT_ENTRY = 0;
export const HIT_DETAIL = 4;
export const HIT_SCORE = 8;
export const HIT_BYTES = 16;
