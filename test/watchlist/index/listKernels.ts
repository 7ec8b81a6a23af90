/** The core's list kernels on one list index, in a memory of its own. */
import type { CoreExports } from '../../../src/core/exports.ts';
import { type Build, compileCore, instantiateCore } from '../../../src/core/wasm.ts';
import { attributeOf, HIT_BYTES } from '../../../src/watchlist/index/attributes.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { type ListPart, listParts } from '../../../src/watchlist/index/listLayout.ts';

export const builds: readonly Build[] = ['simd', 'scalar'];

export type Hit = {
  readonly entry: number;
  readonly attribute: string;
  /** What the kernel says above the attribute's byte. */
  readonly detail: number;
  readonly score: number;
};

/** Runs a kernel: (part, text, length, scratch, out, most). */
type Kernel = (
  core: CoreExports,
  part: number,
  text: number,
  length: number,
  scratch: number,
  out: number,
  most: number,
) => number;

export type ListKernels = {
  /** @param scratchBytes is kept between calls; bytes around the text are made as hostile as they can be */
  match(part: ListPart, kernel: Kernel, text: string | Uint8Array, most?: number): Hit[];
  readonly core: CoreExports;
  readonly index: number;
  addressOf(part: ListPart): number;
};

const PAGE_BYTES = 65_536;
const SCRATCH_BYTES = 1 << 20;
const TEXT_BYTES = 1 << 18;
const MOST_HITS = 1024;
const AROUND = 64;

export function listKernels(build: Build, index: Uint8Array): ListKernels {
  const needed = 4 * PAGE_BYTES + index.length + SCRATCH_BYTES + TEXT_BYTES + (MOST_HITS + 1) * HIT_BYTES;
  const pages = Math.ceil(needed / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const core = instantiateCore(compileCore(build), memory);
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  const indexAt = Math.ceil(core.heapBase() / 64) * 64;
  const scratch = Math.ceil((indexAt + index.length) / 64) * 64;
  const out = scratch + SCRATCH_BYTES;
  const textAt = out + (MOST_HITS + 1) * HIT_BYTES + AROUND;
  bytes.set(index, indexAt);
  const { parts } = openListIndex(index);
  const addressOf = (name: ListPart): number => {
    if (parts[name] === null) throw new Error(`the index has no part ${name} of ${listParts.join(', ')}`);
    return indexAt + parts[name].byteOffset - index.byteOffset;
  };
  return {
    core,
    index: indexAt,
    addressOf,
    match(name, kernel, text, most = 64) {
      const content = typeof text === 'string' ? Buffer.from(text) : text;
      bytes.fill(0x41, textAt - AROUND, textAt + content.length + AROUND);
      bytes.set(content, textAt);
      const guard = out + most * HIT_BYTES;
      bytes.fill(0xab, guard, guard + HIT_BYTES);
      const count = kernel(core, addressOf(name), textAt, content.length, scratch, out, most);
      if (count > most || bytes.subarray(guard, guard + HIT_BYTES).some((byte) => byte !== 0xab)) {
        throw new Error(`${count} hits, or one written behind the last of ${most}`);
      }
      return Array.from({ length: count }, (_, i) => {
        const at = out + i * HIT_BYTES;
        const detail = view.getUint32(at + 4, true);
        return {
          entry: view.getUint32(at, true),
          attribute: attributeOf(detail) ?? String(detail & 255),
          detail: detail >>> 8,
          score: view.getFloat64(at + 8, true),
        };
      });
    },
  };
}
