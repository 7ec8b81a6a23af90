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

/** Where a batch lies in memory: the carried bytes first, the fresh ones behind them. */
type Laid = { readonly start: number; readonly end: number };

const EMPTY = new Uint8Array(0);
const NEWLINE = 10;
const ALIGNMENT = 8;

export class Body {
  readonly #memory: Uint8Array;
  readonly #cutter: Cutter;
  readonly #stateAddress: number;
  /** The cutter's state between calls: bodies take turns on the one state block of the memory. */
  readonly #state = new Uint8Array(CUT_STATE_BYTES);
  readonly #endsInNewline: boolean;
  #carry: Uint8Array = EMPTY;
  #staging: Buffer | undefined;
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
    const { start, end: laid } = chunks.length === 1 ? this.#layOne(slot, chunks[0]) : this.#layMany(slot, chunks);
    const fresh = start + this.#carry.length;
    let end = laid;
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

  /** A large chunk goes straight to the slot, behind a gap that gives it the alignment of its own buffer. */
  #layOne(slot: SlotRegion, chunk: Uint8Array): Laid {
    const start = slot.input + aligningGap(chunk, this.#carry.length);
    this.#memory.set(this.#carry, start);
    this.#memory.set(chunk, start + this.#carry.length);
    return { start, end: start + this.#carry.length + chunk.length };
  }

  /** Many small chunks of any alignment are put together first: that copy is a plain one, and fast. */
  #layMany(slot: SlotRegion, chunks: readonly Uint8Array[]): Laid {
    this.#staging ??= Buffer.allocUnsafeSlow(slot.inputBytes);
    let numBytes = 0;
    for (const part of [this.#carry, ...chunks]) {
      this.#staging.set(part, numBytes);
      numBytes += part.length;
    }
    this.#memory.set(this.#staging.subarray(0, numBytes), slot.input);
    return { start: slot.input, end: slot.input + numBytes };
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

/**
 * Bytes to leave free so that a chunk lies in the slot as it lies in its own buffer, to the word. V8 copies into
 * shared memory by words only then, and by single bytes, five times slower, otherwise (Relaxed_Memcpy).
 */
function aligningGap(chunk: Uint8Array, numCarried: number): number {
  return (((chunk.byteOffset - numCarried) % ALIGNMENT) + ALIGNMENT) % ALIGNMENT;
}
