/**
 * A lowered forest to a WebAssembly module of its own, which does what the core's mux interpreter does with the same
 * program: the same leaf numbers at the same places. Made from the lowered bytes alone, so it can be made wherever a
 * forest is opened, a segment at a time, so that whoever makes it can do other things in between.
 */
import * as layout from '../../model/forestLayout.ts';
import { type ArenaPlaces, emitSteps, STEP_PARAMETERS, treeStarts } from './emitSteps.ts';
import { FunctionBody, I32 } from './functionBody.ts';
import { type ModuleFunction, moduleBytes } from './moduleBytes.ts';

/** The module's only export: `(segment, arena, numBlocks)`, for segments of kind SEGMENT_MUX. */
export const EMITTED_EXPORT = 'run';

/** Compilers take more than linear time for long functions: longer segments are cut between trees. */
const MOST_STEPS_A_FUNCTION = 4096;
/**
 * Bigger forests stay with the interpreter. A thousand trees of 31 leaves are 80,000 steps and 1 MB of code and gain;
 * from two thousand on the code no longer stays in the cache from one tile to the next and takes long to compile.
 */
const MOST_STEPS = 100_000;

const RUN_TYPE = 0;
const STEPS_TYPE = 1;
const TYPES = [[I32, I32, I32], STEP_PARAMETERS];
const STEP_BYTES = 16;

export type EmitOptions = {
  /** See `emitSteps`. V8 before 12 keeps too many planes alive otherwise and spills them. */
  readonly pinHeight: number;
};

/** Whether the forest has segments worth emitting, and not too many. @param bytes A lowered forest, whole. */
export function isWorthEmitting(bytes: Uint8Array): boolean {
  const total = muxSegments(bytes).reduce((sum, { numSteps }) => sum + numSteps, 0);
  return total > 0 && total <= MOST_STEPS;
}

/**
 * @param bytes A lowered forest, whole.
 * @yields Before each segment. The forest is read before the first time only.
 * @returns The module; it imports `env.memory`.
 */
export function* emitForest(bytes: Uint8Array, { pinHeight }: EmitOptions): Generator<void, Uint8Array<ArrayBuffer>> {
  const header = viewOf(bytes);
  const results = header.getUint32(layout.FOREST_ARENA_RESULTS, true);
  const places = { results, slots: results + layout.PLANE_BYTES * layout.MAX_LEAF_PLANES * layout.MAX_TREES_A_SEGMENT };
  const functions: ModuleFunction[] = [{ type: RUN_TYPE, body: dispatcher() }];
  const numSegments = header.getUint32(layout.FOREST_NUM_SEGMENTS, true);
  // places of segments that are not emitted are never called
  const table = Array.from({ length: numSegments }, () => 0);
  // copied first: the forest may be replaced in memory before this is done. Not by `slice`, which copies no Buffer
  const programs = muxSegments(bytes).map(({ number, at, numSteps }) => {
    return { number, steps: new Uint32Array(new Uint8Array(bytes.subarray(at, at + numSteps * STEP_BYTES)).buffer) };
  });
  for (const { number, steps } of programs) {
    yield;
    const parts = cutBetweenTrees(steps, places).map((part) => emitSteps(part, places, pinHeight));
    const first = functions.length;
    for (const body of parts) functions.push({ type: STEPS_TYPE, body });
    table[number] =
      parts.length === 1 ? first : functions.push({ type: STEPS_TYPE, body: inTurn(first, parts.length) }) - 1;
  }
  return moduleBytes({ types: TYPES, functions, table, exportName: EMITTED_EXPORT, exported: 0 });
}

type MuxSegment = { readonly number: number; readonly at: number; readonly numSteps: number };

function muxSegments(bytes: Uint8Array): MuxSegment[] {
  const view = viewOf(bytes);
  const numSegments = view.getUint32(layout.FOREST_NUM_SEGMENTS, true);
  const first = view.getUint32(layout.FOREST_SEGMENTS, true);
  return Array.from({ length: numSegments }, (_, number) => {
    const record = first + number * layout.SEGMENT_BYTES;
    const isMux = view.getUint32(record + layout.SEGMENT_KIND, true) === layout.SEGMENT_MUX;
    const numSteps = isMux ? view.getUint32(record + layout.SEGMENT_NUM_STEPS, true) : 0;
    return { number, at: view.getUint32(record + layout.SEGMENT_PROGRAM, true), numSteps };
  }).filter(({ numSteps }) => numSteps > 0);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cutBetweenTrees(steps: Uint32Array, places: ArenaPlaces): Uint32Array[] {
  const parts: Uint32Array[] = [];
  let from = 0;
  let to = 0;
  for (const start of treeStarts(steps, places)) {
    if (start - from > MOST_STEPS_A_FUNCTION && to > from) {
      parts.push(steps.subarray(from * 4, to * 4));
      from = to;
    }
    to = start;
  }
  parts.push(steps.subarray(from * 4, to * 4));
  return parts;
}

/** `(segment, arena, numBlocks)`: call the segment's function out of the table. */
function dispatcher(): Uint8Array {
  const body = new FunctionBody();
  body.get(1);
  body.get(2);
  body.get(0);
  body.callIndirect(STEPS_TYPE);
  return body.finish([]);
}

function inTurn(first: number, count: number): Uint8Array {
  const body = new FunctionBody();
  for (let i = 0; i < count; i++) {
    body.get(0);
    body.get(1);
    body.call(first + i);
  }
  return body.finish([]);
}
