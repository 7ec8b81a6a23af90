/**
 * One body on its way in: chunks are laid into a slot behind what was left of the last batch, and cut at the last
 * row boundary. What follows the boundary is carried to the next slot; nothing is read twice.
 */
import type { Format } from '../contract/formats.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { CoreExports } from '../core/exports.ts';
import { CUT_STATE_BYTES, type Cutter, openCutter } from '../core/cutters.ts';
import type { Regions, SlotRegion } from '../core/regions.ts';

/** Rows that are ready in a slot: bytes `[from, to)` of its input. A dropped row stands before the others. */
export type Cut = { readonly from: number; readonly to: number; readonly droppedRow: boolean };

const EMPTY = new Uint8Array(0);
const NEWLINE = 10;
const ALIGNMENT = 8;
/** Small enough to stay in the first-level cache between its two copies. */
const STAGING_BYTES = 16_384;

export class Body {
  readonly #memory: Uint8Array;
  readonly #cutter: Cutter;
  readonly #stateAddress: number;
  /** The cutter's state between calls: bodies take turns on the one state block of the memory. */
  readonly #state = new Uint8Array(CUT_STATE_BYTES);
  readonly #endsInNewline: boolean;
  #carry: Uint8Array = EMPTY;
  readonly #staging = new Uint8Array(STAGING_BYTES + ALIGNMENT);
  /** A row longer than a slot is being skipped: its error has been given, its bytes are dropped. */
  #dropping = false;

  constructor(format: Format, core: CoreExports, memory: CoreMemory, regions: Regions) {
    this.#memory = new Uint8Array(memory.buffer);
    this.#stateAddress = regions.cutState;
    this.#endsInNewline = format === 'ndjson' || format === 'csv';
    this.#memory.fill(0, this.#stateAddress, this.#stateAddress + CUT_STATE_BYTES);
    this.#cutter = openCutter(format, core, memory, this.#stateAddress);
    this.#save();
  }

  /** Rows an array body says it holds, -1 where the format does not say. */
  get declaredRows(): number {
    return this.#cutter.declaredRows;
  }

  /** Bytes that fit behind what is carried. */
  room(slotBytes: number): number {
    return slotBytes - this.#carry.length - 1 - ALIGNMENT;
  }

  /** Lay the next chunks into the slot and cut. @throws BODY_INVALID */
  lay(slot: SlotRegion, chunks: readonly Uint8Array[], last: boolean): Cut {
    const start = slot.input + aligningGap(chunks, this.#carry.length);
    this.#put(this.#carry, start);
    const fresh = start + this.#carry.length;
    let end = fresh;
    for (const chunk of chunks) {
      this.#put(chunk, end);
      end += chunk.length;
    }
    // the last line of a text body may lack its newline
    if (last && this.#endsInNewline && end > start && this.#memory[end - 1] !== NEWLINE) {
      this.#memory[end] = NEWLINE;
      end += 1;
    }
    this.#memory.set(this.#state, this.#stateAddress);
    const boundary = this.#cutter.cut(fresh, end);
    if (last) this.#cutter.finish();
    this.#save();
    return this.#divide(slot, start, boundary, end);
  }

  /**
   * Copy into the shared memory. V8 does that by words only where both sides lie alike, and by single bytes, five
   * times slower, otherwise (Relaxed_Memcpy); so what lies otherwise goes by way of a piece of plain memory.
   */
  #put(bytes: Uint8Array, at: number): void {
    const place = at % ALIGNMENT;
    if (bytes.byteOffset % ALIGNMENT === place) {
      this.#memory.set(bytes, at);
      return;
    }
    for (let from = 0; from < bytes.length; from += STAGING_BYTES) {
      const piece = bytes.subarray(from, from + STAGING_BYTES);
      this.#staging.set(piece, place);
      this.#memory.set(this.#staging.subarray(place, place + piece.length), at + from);
    }
  }

  #divide(slot: SlotRegion, start: number, boundary: number, end: number): Cut {
    let from = start;
    if (boundary !== 0 && this.#dropping) {
      from = this.#cutter.firstBoundary;
      this.#dropping = false;
    }
    const full = boundary === 0 && end - start >= slot.inputBytes - 1 - ALIGNMENT;
    const droppedRow = full && !this.#dropping;
    if (full) this.#dropping = true;
    const rest = boundary === 0 ? start : boundary;
    this.#carry = this.#dropping ? EMPTY : this.#memory.slice(rest, end);
    const to = boundary === 0 ? from : boundary;
    return { from: from - slot.input, to: to - slot.input, droppedRow };
  }

  #save(): void {
    this.#state.set(this.#memory.subarray(this.#stateAddress, this.#stateAddress + CUT_STATE_BYTES));
  }
}

/** Bytes to leave free so that the first chunk, often the only one, lies in the slot as it lies in its own buffer. */
function aligningGap(chunks: readonly Uint8Array[], numCarried: number): number {
  if (chunks.length === 0) return 0;
  return (((chunks[0].byteOffset - numCarried) % ALIGNMENT) + ALIGNMENT) % ALIGNMENT;
}
