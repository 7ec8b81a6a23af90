/**
 * Mux steps (src/model/lower/muxProgram.ts) to one straight piece of WebAssembly. The interpreter reads and writes planes of the
 * arena for every step; here planes that only live between steps stay in locals, what is known to be all zero or all
 * one is folded away, and only leaf numbers are stored, where the interpreter stores them.
 */
import { ARENA_ONES, PLANE_BYTES } from '../../model/forestLayout.ts';
import { FunctionBody, I32, V128 } from './functionBody.ts';

/** What the emitted function is called with. */
const ARENA = 0;
const NUM_BLOCKS = 1;
export const STEP_PARAMETERS: readonly number[] = [I32, I32];
/** The plane of the node whose bits are being picked. */
const WHETHER = 2;
const FIRST_SLOT = 3;

const STEP_WORDS = 4;
/** Planes of one block lie beside those of the next. */
const BLOCK_BYTES = 16;
const ALL_ONES = 0xff;

const ZEROS = 0;
const ONES = 1;
const IN_MEMORY = 2;
const IN_LOCAL = 3;

/** Where a plane is; `place` is a byte offset or a local; `height` how many picks deep it was made. */
type Plane = { readonly kind: number; readonly place: number; readonly height: number };

export type ArenaPlaces = { readonly results: number; readonly slots: number };

const zeros: Plane = { kind: ZEROS, place: 0, height: 0 };
const ones: Plane = { kind: ONES, place: 0, height: 0 };

/**
 * @param steps Whole trees: four words a step, {right, left, whether, to}.
 * @param pinHeight Planes made by this many picks go to the arena and are loaded again where they are used; 0 for none.
 * @returns The body of a function of STEP_PARAMETERS: the arena's address, and how many blocks to go through.
 */
export function emitSteps(steps: Uint32Array, places: ArenaPlaces, pinHeight: number): Uint8Array {
  const body = new FunctionBody();
  const slots = new Map<number, Plane>();
  let numSlots = 0;
  let loaded = -1;

  const planeAt = (at: number): Plane => {
    if (at === 0) return zeros;
    if (at === ARENA_ONES) return ones;
    const slot = at >= places.slots ? slots.get(at) : undefined;
    return slot ?? { kind: IN_MEMORY, place: at, height: 0 };
  };
  const push = ({ kind, place }: Plane): void => {
    if (kind === IN_LOCAL) return body.get(place);
    if (kind !== IN_MEMORY) return body.splat(kind === ONES ? ALL_ONES : 0);
    body.get(ARENA);
    body.load(place);
  };
  const pushWhether = (at: number): void => {
    if (at === loaded) return body.get(WHETHER);
    body.get(ARENA);
    body.load(at);
    body.tee(WHETHER);
    loaded = at;
  };

  body.loop();
  for (let i = 0; i < steps.length; i += STEP_WORDS) {
    const right = planeAt(steps[i]);
    const left = planeAt(steps[i + 1]);
    const whether = steps[i + 2];
    const to = steps[i + 3];
    const isResult = to < places.slots;
    const height = 1 + Math.max(right.height, left.height);
    const isPinned = height === pinHeight && !isResult;
    if (isResult || isPinned) body.get(ARENA);
    if (steps[i] === steps[i + 1]) push(right);
    else pick(body, right, left, push, () => pushWhether(whether));
    if (isResult || isPinned) {
      body.store(to);
      if (isPinned) slots.set(to, { kind: IN_MEMORY, place: to, height });
    } else {
      const slot = (to - places.slots) / PLANE_BYTES;
      numSlots = Math.max(numSlots, slot + 1);
      body.set(FIRST_SLOT + slot);
      slots.set(to, { kind: IN_LOCAL, place: FIRST_SLOT + slot, height });
    }
  }
  body.get(ARENA);
  body.constant(BLOCK_BYTES);
  body.add();
  body.set(ARENA);
  body.get(NUM_BLOCKS);
  body.constant(-1);
  body.add();
  body.tee(NUM_BLOCKS);
  body.branchIf(0);
  body.end();
  return body.finish([[1 + numSlots, V128]]);
}

/** Leave on the stack: the right plane where `whether` is set, the left one elsewhere. */
function pick(
  body: FunctionBody,
  right: Plane,
  left: Plane,
  push: (plane: Plane) => void,
  pushWhether: () => void,
): void {
  if (left.kind === ZEROS && right.kind === ONES) return pushWhether();
  if (left.kind === ONES && right.kind === ZEROS) {
    pushWhether();
    return body.not();
  }
  if (left.kind === ZEROS) {
    push(right);
    pushWhether();
    return body.and();
  }
  if (right.kind === ONES) {
    push(left);
    pushWhether();
    return body.or();
  }
  if (right.kind === ZEROS) {
    push(left);
    pushWhether();
    return body.andNot();
  }
  if (left.kind === ONES) {
    push(right);
    pushWhether();
    body.not();
    return body.or();
  }
  push(right);
  push(left);
  pushWhether();
  body.bitselect();
}

/** Where trees begin, as step numbers, with the end: nothing but results outlives a tree. */
export function treeStarts(steps: Uint32Array, { results, slots }: ArenaPlaces): number[] {
  const starts = [0];
  const isResult = (step: number): boolean =>
    steps[step * STEP_WORDS + 3] >= results && steps[step * STEP_WORDS + 3] < slots;
  const numSteps = steps.length / STEP_WORDS;
  for (let step = 1; step < numSteps; step++) {
    if (isResult(step - 1) && !isResult(step)) starts.push(step);
  }
  if (numSteps > 0) starts.push(numSteps);
  return starts;
}
