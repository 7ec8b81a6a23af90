/**
 * One body on its way in: chunks are laid into a slot behind what was left of the last batch, and cut at the last
 * row boundary. What follows the boundary is carried to the next slot; nothing is read twice.
 */
import type { Format } from '../contract/formats.ts';
import { bytesOf, copyBytes } from '../core/copyBytes.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { CoreExports } from '../core/exports.ts';
import { CUT_STATE_BYTES, type Cutter, openCutter } from '../core/cutters.ts';
import type { Regions, SlotRegion } from '../core/regions.ts';

/** Rows that are ready in a slot: bytes `[from, to)` of its input. A dropped row stands before the others. */
export type Cut = { readonly from: number; readonly to: number; readonly droppedRow: boolean };

const EMPTY = new Uint8Array(0);
const NEWLINE = 10;

export class Body {
  readonly #memory: Buffer;
  readonly #cutter: Cutter;
  readonly #stateAddress: number;
  /** The cutter's state between calls: bodies take turns on the one state block of the memory. */
  readonly #state = new Uint8Array(CUT_STATE_BYTES);
  readonly #endsInNewline: boolean;
  #carry: Uint8Array = EMPTY;
  /** A row longer than a slot is being skipped: its error has been given, its bytes are dropped. */
  #dropping = false;

  constructor(format: Format, core: CoreExports, memory: CoreMemory, regions: Regions) {
    this.#memory = Buffer.from(memory.buffer);
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
    return slotBytes - this.#carry.length - 1;
  }

  /** Lay the next chunks into the slot and cut. @throws BODY_INVALID */
  lay(slot: SlotRegion, chunks: readonly Uint8Array[], last: boolean): Cut {
    const start = slot.input;
    copyBytes(this.#carry, this.#memory, start);
    const fresh = start + this.#carry.length;
    let end = fresh;
    for (const chunk of chunks) {
      copyBytes(chunk, this.#memory, end);
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

  #divide(slot: SlotRegion, start: number, boundary: number, end: number): Cut {
    let from = start;
    if (boundary !== 0 && this.#dropping) {
      from = this.#cutter.firstBoundary;
      this.#dropping = false;
    }
    const full = boundary === 0 && end - start >= slot.inputBytes - 1;
    const droppedRow = full && !this.#dropping;
    if (full) this.#dropping = true;
    const rest = boundary === 0 ? start : boundary;
    this.#carry = this.#dropping ? EMPTY : bytesOf(this.#memory.subarray(rest, end));
    const to = boundary === 0 ? from : boundary;
    return { from: from - slot.input, to: to - slot.input, droppedRow };
  }

  #save(): void {
    this.#state.set(this.#memory.subarray(this.#stateAddress, this.#stateAddress + CUT_STATE_BYTES));
  }
}
