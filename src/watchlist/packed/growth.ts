/** How far packed data may grow: text grows tenfold, a bomb a thousandfold, and what is endless ends. */
import { PosternError } from '../../contract/errors.ts';

export type GrowthLimits = {
  /** Times its packed size, once there is more than `freeBytes`. */
  readonly mostGrowth: number;
  readonly freeBytes: number;
  /** Of all that one file on disk unpacks to. */
  readonly mostBytes: number;
};

export const growthLimits: GrowthLimits = { mostGrowth: 200, freeBytes: 1 << 28, mostBytes: 2 ** 36 };

/** What one packed file has given so far. */
export class Growth {
  readonly #name: string;
  readonly #limits: GrowthLimits;
  #plainBytes = 0;

  constructor(name: string, limits: GrowthLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  /** @throws PosternError BODY_TOO_LARGE */
  add(numBytes: number, packedBytes: number): void {
    this.#plainBytes += numBytes;
    const { mostGrowth, freeBytes, mostBytes } = this.#limits;
    if (this.#plainBytes > mostBytes) {
      throw new PosternError(
        'BODY_TOO_LARGE',
        `${this.#name}: expected at most ${mostBytes} bytes when unpacked, got more; unpack it yourself if it is meant`,
      );
    }
    if (this.#plainBytes > freeBytes && this.#plainBytes > packedBytes * mostGrowth) {
      throw new PosternError(
        'BODY_TOO_LARGE',
        `${this.#name}: expected a file that grows at most ${mostGrowth} times, got more; unpack it yourself if it is meant`,
      );
    }
  }
}
