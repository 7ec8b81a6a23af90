/**
 * Seeded random numbers: xoshiro128++ (Blackman and Vigna, 2018), seeded through splitmix32. Integer arithmetic
 * only, so the same seed gives the same numbers on every engine. Not for secrets.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  constructor(...seeds: readonly number[]) {
    let mixed = 0x9e3779b9;
    for (const seed of seeds) mixed = mix(mixed ^ mix(seed >>> 0) ^ mix(Math.floor(seed / 4294967296) + 0x85ebca6b));
    this.#start(mixed);
  }

  /** Start again from three numbers: a cheap way to make one entity's own stream. */
  restart(seed: number, kind: number, id: number): void {
    this.#start(mix(mix(mix(seed) ^ kind) ^ id));
  }

  /** Integer in 0 .. 2^32 - 1. */
  u32(): number {
    const sum = (this.#a + this.#d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + this.#a) | 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** Double in [0, 1), in steps of 2^-32. */
  unit(): number {
    return this.u32() * 2 ** -32;
  }

  /** Integer in 0 .. count - 1; `count` at most 2^31. */
  below(count: number): number {
    return Math.floor(this.u32() * 2 ** -32 * count);
  }

  /** Integer in `from` .. `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.u32() < probability * 4294967296;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  #start(mixed: number): void {
    this.#a = mix(mixed + 0x9e3779b9);
    this.#b = mix(mixed + 0x3c6ef372);
    this.#c = mix(mixed + 0xdaa66d2b);
    // one bit set for certain: the all-zero state would never leave zero
    this.#d = mix(mixed + 0x78dde6e4) | 1;
  }
}

/** The finaliser of splitmix32 (the constants of Chris Wellons' lowbias32). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
