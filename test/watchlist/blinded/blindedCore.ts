/** The core's blinded kernels in a memory of their own. */
import { createStandaloneCore } from '../../../src/core/standaloneCore.ts';
import { BlindKeys } from '../../../src/watchlist/blinded/blindKey.ts';
import { HIT_BYTES, HIT_DETAIL, HIT_ENTRY, HIT_SCORE } from '../../../src/watchlist/index/attributes.ts';
import {
  BLINDED_KEYS_BYTES,
  BLINDED_SCRATCH_BYTES,
  BLINDED_STATE_BYTES,
} from '../../../src/watchlist/index/blinded/layout.ts';

const MOST = 64;
const TEXT_BYTES = 1 << 16;

export type BlindedHit = { readonly entry: number; readonly attribute: number; readonly score: number };

export class BlindedCore {
  readonly #core: ReturnType<typeof createStandaloneCore>['core'];
  readonly #places: { keys: number; scratch: number; out: number; text: number; part: number };

  constructor(key: Uint8Array, part: Uint8Array = new Uint8Array(0)) {
    const sizes = [BLINDED_KEYS_BYTES, BLINDED_SCRATCH_BYTES, MOST * HIT_BYTES + 64, TEXT_BYTES, part.length + 64];
    const { core, address } = createStandaloneCore(sizes.reduce((sum, size) => sum + size, 64));
    let next = Math.ceil(address / 64) * 64;
    const [keys, scratch, out, text, partAt] = sizes.map((size) => {
      const at = next;
      next += Math.ceil(size / 64) * 64;
      return at;
    });
    this.#core = core;
    this.#places = { keys, scratch, out, text, part: partAt };
    this.memory.set(new BlindKeys(key).coreKeys(), keys);
    this.memory.set(part, partAt);
    core.prepareBlindedKeys(keys, scratch);
  }

  get memory(): Uint8Array {
    return new Uint8Array(this.#core.memory.buffer);
  }

  hmac(kind: number, message: Uint8Array): Buffer {
    const { keys, scratch, out, text } = this.#places;
    this.memory.set(message, text);
    this.#core.hmacSha256(keys + kind * BLINDED_STATE_BYTES, text, message.length, out, scratch);
    return Buffer.from(this.memory.slice(out, out + 32));
  }

  match(attribute: number, content: string, most: number = MOST): BlindedHit[] {
    const { keys, scratch, out, text, part } = this.#places;
    const bytes = Buffer.from(content);
    this.memory.set(bytes, text);
    return this.#hits(this.#core.matchBlinded(part, keys, attribute, text, bytes.length, scratch, out, most));
  }

  matchText(content: string): BlindedHit[] {
    const { keys, scratch, out, text, part } = this.#places;
    const bytes = Buffer.from(content);
    this.memory.set(bytes, text);
    return this.#hits(this.#core.matchBlindedText(part, keys, text, bytes.length, scratch, out, MOST));
  }

  #hits(count: number): BlindedHit[] {
    const { out } = this.#places;
    const view = new DataView(this.#core.memory.buffer, out);
    return Array.from({ length: count }, (_, i) => ({
      entry: view.getUint32(i * HIT_BYTES + HIT_ENTRY, true),
      attribute: view.getUint32(i * HIT_BYTES + HIT_DETAIL, true),
      score: view.getFloat64(i * HIT_BYTES + HIT_SCORE, true),
    }));
  }
}
