/**
 * Whether a lowered forest may be scored: every offset that the core follows stays within the forest or its scratch,
 * and every loop ends. Takes time in proportion to the bytes there are, whatever they claim.
 */
import { checkWalk } from './checkWalk.ts';
import * as layout from './forestLayout.ts';
import { expectThat, type LoweredWords, wordsOf } from './loweredWords.ts';
import { arenaOffset, layScratch, slotsAfter } from './scratchLayout.ts';

/** @param bytes The forest, exactly. @throws MODEL_INVALID naming what is wrong. */
export function checkLowered(bytes: Uint8Array): void {
  const forest = wordsOf(bytes);
  const { head } = forest;
  const counted: readonly [string, section: number, count: number, bytes: number][] = [
    ['columns', layout.FOREST_COLUMNS, head(layout.FOREST_NUM_COLUMNS), layout.COLUMN_BYTES],
    ['predicates', layout.FOREST_PREDICATES, head(layout.FOREST_NUM_PREDICATES), layout.PREDICATE_BYTES],
    ['segments', layout.FOREST_SEGMENTS, head(layout.FOREST_NUM_SEGMENTS), layout.SEGMENT_BYTES],
    ['sources', layout.FOREST_SOURCES, head(layout.FOREST_NUM_SOURCES), layout.SOURCE_BYTES],
    ['trees', layout.FOREST_TREES, head(layout.FOREST_NUM_TREES), layout.TREE_BYTES],
    ['nodes', layout.FOREST_NODES, head(layout.FOREST_NUM_WALK_NODES), 8],
    ['leaf numbers', layout.FOREST_LEAF_OF_NODE, head(layout.FOREST_NUM_WALK_NODES), 4],
    ['leaves', layout.FOREST_LEAVES, head(layout.FOREST_NUM_LEAVES), 8],
    ['preparations', layout.FOREST_PREPARATIONS, head(layout.FOREST_NUM_PREPARATIONS), layout.PREPARATION_BYTES],
    ['starts', layout.FOREST_START, head(layout.FOREST_NUM_OUTPUTS), 8],
    ['biases', layout.FOREST_BIAS, head(layout.FOREST_NUM_OUTPUTS), 8],
  ];
  for (const [what, section, count, size] of counted) forest.holds(what, head(section), count, size);
  expectThat(head(layout.FOREST_NUM_OUTPUTS) > 0, 'no outputs');
  const arenaBytes = checkScratch(forest);
  checkColumns(forest);
  checkPredicates(forest, arenaBytes);
  checkSegments(forest, arenaBytes);
  checkWalk(forest);
  const preparations = head(layout.FOREST_PREPARATIONS);
  for (let i = 0; i < head(layout.FOREST_NUM_PREPARATIONS); i++) {
    const at = preparations + i * layout.PREPARATION_BYTES;
    const knows = forest.word(at + layout.PREPARATION_KIND) <= layout.PREPARE_ROUND32;
    const feature = forest.word(at + layout.PREPARATION_FEATURE);
    expectThat(knows && feature < head(layout.FOREST_NUM_FEATURES), `preparation ${i}`);
  }
}

/** The scratch is as large as the counts ask for. @returns Bytes of the arena. */
function checkScratch({ head }: LoweredWords): number {
  const numPlanes = head(layout.FOREST_NUM_PLANES);
  const results = head(layout.FOREST_ARENA_RESULTS);
  const arenaBytes = head(layout.FOREST_SCRATCH_BYTES) - head(layout.FOREST_SCRATCH_ARENA);
  expectThat(results === arenaOffset(numPlanes) && slotsAfter(results) <= arenaBytes, 'its arena');
  const laid = layScratch({
    numFeatures: head(layout.FOREST_NUM_FEATURES),
    numOutputs: head(layout.FOREST_NUM_OUTPUTS),
    numColumns: head(layout.FOREST_NUM_COLUMNS),
    numWalkColumns: head(layout.FOREST_NUM_WALK_COLUMNS),
    arenaBytes,
  });
  for (const [at, value] of laid) expectThat(head(at) === value, 'its scratch');
  return arenaBytes;
}

function checkColumns(forest: LoweredWords): void {
  const { head, word } = forest;
  const ends = head(layout.FOREST_ARENA_RESULTS);
  for (let i = 0; i < head(layout.FOREST_NUM_COLUMNS); i++) {
    const at = head(layout.FOREST_COLUMNS) + i * layout.COLUMN_BYTES;
    const numThresholds = word(at + layout.COLUMN_NUM_THRESHOLDS);
    const rankBits = word(at + layout.COLUMN_RANK_BITS);
    const firstPlane = word(at + layout.COLUMN_FIRST_PLANE);
    const fits =
      word(at + layout.COLUMN_FEATURE) < head(layout.FOREST_NUM_FEATURES) &&
      numThresholds <= layout.MAX_THRESHOLDS_A_COLUMN &&
      rankBits >= 3 &&
      rankBits <= 8 &&
      numThresholds < 1 << rankBits &&
      firstPlane >= layout.ARENA_COLUMNS &&
      firstPlane + (layout.PLANE_BYTES << rankBits) <= ends &&
      word(at + layout.COLUMN_MISSING_RANK) <= numThresholds;
    expectThat(fits, `column ${i}`);
    checkPlan(forest, at + layout.COLUMN_PLAN_F32, 4, i);
    checkPlan(forest, at + layout.COLUMN_PLAN_F64, 8, i);
  }
}

const float = new Float32Array(2);
const floatBits = new Uint32Array(float.buffer);

/** The cells of the smallest and of the largest value a plan can meet are in its table; those between are so as well. */
function checkPlan({ word, holds }: LoweredWords, at: number, floatBytes: number, column: number): void {
  const kind = word(at + layout.PLAN_KIND);
  const table = word(at + layout.PLAN_TABLE) | 0;
  if (kind === layout.PLAN_SEARCH) return holds(`thresholds of column ${column}`, table, 256, floatBytes);
  expectThat(kind <= layout.PLAN_THREE_A_CELL, `plan of column ${column}`);
  const entryBytes = floatBytes * (kind === layout.PLAN_ONE_A_CELL ? 2 : 4);
  const shift = word(at + layout.PLAN_SHIFT);
  floatBits[0] = word(at + layout.PLAN_OFFSET);
  const offset = float[0];
  const cellAt = (field: number): number => {
    floatBits[0] = word(at + field);
    float[1] = float[0] + offset;
    const isOrdinary = Number.isFinite(float[0]) && Number.isFinite(float[1]) && float[1] > 0;
    expectThat(isOrdinary && shift < 32, `plan of column ${column}`);
    return table + ((floatBits[1] >>> shift) & -entryBytes);
  };
  const first = cellAt(layout.PLAN_LOW);
  const last = cellAt(layout.PLAN_HIGH);
  expectThat(first >= 0 && first % 8 === 0 && last >= first, `cells of column ${column}`);
  holds(`cells of column ${column}`, last, 1, entryBytes);
}

function checkPredicates({ head, word, view, holds }: LoweredWords, arenaBytes: number): void {
  for (let i = 0; i < head(layout.FOREST_NUM_PREDICATES); i++) {
    const at = head(layout.FOREST_PREDICATES) + i * layout.PREDICATE_BYTES;
    const edgesAt = word(at + layout.PREDICATE_EDGES);
    const numEdges = word(at + layout.PREDICATE_NUM_EDGES);
    // two lists may share eight bytes
    holds(`predicate ${i}`, edgesAt - (edgesAt % 8), numEdges + (edgesAt % 8 === 0 ? 0 : 1), 4);
    const plane = word(at + layout.PREDICATE_PLANE);
    const inArena = plane >= layout.ARENA_COLUMNS && plane + layout.PLANE_BYTES <= head(layout.FOREST_ARENA_RESULTS);
    expectThat(inArena && edgesAt % 4 === 0, `predicate ${i}`);
    expectThat(largest(view(edgesAt, numEdges)) + layout.PLANE_BYTES <= arenaBytes, `predicate ${i}`);
  }
}

function checkSegments({ head, word, view, holds }: LoweredWords, arenaBytes: number): void {
  const numOutputs = head(layout.FOREST_NUM_OUTPUTS);
  const leavesEnd = head(layout.FOREST_LEAVES) + 8 * head(layout.FOREST_NUM_LEAVES);
  const fixedEnd = slotsAfter(head(layout.FOREST_ARENA_RESULTS)) + layout.PLANE_BYTES * layout.FIXED_SLOTS;
  let nextTree = 0;
  let end = slotsAfter(head(layout.FOREST_ARENA_RESULTS));
  for (let i = 0; i < head(layout.FOREST_NUM_SEGMENTS); i++) {
    const at = head(layout.FOREST_SEGMENTS) + i * layout.SEGMENT_BYTES;
    const field = (name: number): number => word(at + name);
    const kind = field(layout.SEGMENT_KIND);
    const numTrees = field(layout.SEGMENT_NUM_TREES);
    const leafPlanes = field(layout.SEGMENT_LEAF_PLANES);
    const leafWidth = field(layout.SEGMENT_LEAF_WIDTH);
    const isKnown = kind <= layout.SEGMENT_FIXED && field(layout.SEGMENT_FIRST_TREE) === nextTree;
    const hasOutputs = leafWidth > 0 && field(layout.SEGMENT_OUTPUT) + leafWidth <= numOutputs;
    expectThat(isKnown && hasOutputs && numTrees > 0, `segment ${i}`);
    nextTree += numTrees;
    if (kind === layout.SEGMENT_WALK) continue;
    const leafBytes = (8 << leafPlanes) * leafWidth * numTrees;
    const fits =
      numTrees <= layout.MAX_TREES_A_SEGMENT &&
      leafPlanes >= 1 &&
      leafPlanes <= layout.MAX_LEAF_PLANES &&
      field(layout.SEGMENT_LEAVES) >= head(layout.FOREST_LEAVES) &&
      field(layout.SEGMENT_LEAVES) + leafBytes <= leavesEnd;
    expectThat(fits, `segment ${i}`);
    const isFixed = kind === layout.SEGMENT_FIXED;
    if (isFixed) expectThat(leafPlanes === layout.FIXED_DEPTH && fixedEnd <= arenaBytes, `segment ${i}`);
    const numWords = isFixed ? numTrees * layout.FIXED_NODES : 4 * field(layout.SEGMENT_NUM_STEPS);
    holds(`program ${i}`, field(layout.SEGMENT_PROGRAM), numWords, 4);
    const furthest = largest(view(field(layout.SEGMENT_PROGRAM), numWords));
    expectThat(furthest + layout.PLANE_BYTES <= arenaBytes, `program ${i}`);
    end = Math.max(end, furthest + layout.PLANE_BYTES, isFixed ? fixedEnd : 0);
  }
  expectThat(arenaBytes - end < layout.FOREST_ALIGN, 'its arena');
  expectThat(nextTree === head(layout.FOREST_NUM_TREES), 'its segments do not hold its trees');
}

function largest(words: Uint32Array): number {
  let most = 0;
  for (const word of words) if (word > most) most = word;
  return most;
}
