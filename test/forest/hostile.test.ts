import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { createVectorScorer, vectorScorerBytes } from '../../src/core/scoreVectors.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';
import * as layout from '../../src/model/forestLayout.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { openForest } from '../../src/model/openForest.ts';
import { randomForest, randomThresholds, seeded } from './randomForest.ts';

const NUM_FEATURES = 4;
const NUM_ROWS = 140;
const GUARD_BYTES = 4096;

/** A small forest of every kind of test and tree, and of trees too large for planes. */
function drawLowered(seed: number): Uint8Array {
  const random = seeded(seed);
  const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => randomThresholds(random, 20, f));
  const numLeaves = [9, 80, 2500][seed % 3];
  return lowerForest(randomForest(random, { numTrees: 5, numLeaves, thresholds, missing: 'each', numSets: 4 }));
}

/** Open and score; nothing outside the scorer's own piece of memory may change. */
function scoreGuarded(build: Build, lowered: Uint8Array): void {
  const { numOutputs } = openForest(lowered);
  const numBytes = vectorScorerBytes(lowered);
  const pages = Math.ceil((numBytes + (1 << 20)) / 65_536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const core = instantiateCore(modules[build], memory);
  const at = core.heapBase() + GUARD_BYTES;
  const scorer = createVectorScorer(core, memory, lowered, at, numBytes);
  const guards = [
    new Uint8Array(memory.buffer, at - GUARD_BYTES, GUARD_BYTES),
    new Uint8Array(memory.buffer, at + numBytes),
  ];
  for (const guard of guards) guard.fill(0xa5);
  const values = Float32Array.from({ length: NUM_ROWS * NUM_FEATURES }, (_, i) => (i % 7) - 3);
  const margins = new Float64Array(NUM_ROWS * numOutputs);
  scorer.scoreInto({ values, numRows: NUM_ROWS, numColumns: NUM_FEATURES, order: 'row' }, margins);
  const one = { values: values.subarray(0, NUM_FEATURES), numRows: 1, numColumns: NUM_FEATURES, order: 'row' } as const;
  scorer.scoreInto(one, margins);
  for (const guard of guards) expect(guard.every((byte) => byte === 0xa5)).toBe(true);
}

const modules = { simd: compileCore('simd'), scalar: compileCore('scalar') };

describe('a damaged lowered forest', () => {
  test('is refused or scored within its own memory, whatever word is changed', () => {
    const random = seeded(31);
    let numRefused = 0;
    for (let seed = 0; seed < 3; seed++) {
      const lowered = drawLowered(seed);
      scoreGuarded('simd', lowered);
      const view = new DataView(lowered.buffer);
      const sections = [
        0,
        layout.FOREST_COLUMNS,
        layout.FOREST_SEGMENTS,
        layout.FOREST_SOURCES,
        layout.FOREST_TREES,
      ].map((section) => (section === 0 ? 0 : view.getUint32(section, true)));
      for (let round = 0; round < 120; round++) {
        const damaged = lowered.slice();
        const words = new Uint32Array(damaged.buffer);
        // half of the damage where the records are, half anywhere
        const near = sections[Math.floor(random() * sections.length)] / 4 + Math.floor(random() * 64);
        const at = random() < 0.5 ? near : Math.floor(random() * words.length);
        if (at < 2 || at >= words.length) continue;
        const change = [
          0,
          1,
          0xffffffff,
          words[at] + 1,
          words[at] ^ (1 << Math.floor(random() * 32)),
          random() * 2 ** 32,
        ];
        words[at] = change[Math.floor(random() * change.length)];
        try {
          openForest(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(PosternError);
          numRefused++;
          continue;
        }
        if (vectorScorerBytes(damaged) < 1 << 25) scoreGuarded(round % 2 === 0 ? 'simd' : 'scalar', damaged);
      }
    }
    expect(numRefused).toBeGreaterThan(50);
  });

  test('is refused at once when it declares billions of anything', () => {
    const lowered = drawLowered(0);
    const counts = [
      layout.FOREST_NUM_FEATURES,
      layout.FOREST_NUM_OUTPUTS,
      layout.FOREST_NUM_TREES,
      layout.FOREST_NUM_COLUMNS,
      layout.FOREST_NUM_PREDICATES,
      layout.FOREST_NUM_SEGMENTS,
      layout.FOREST_NUM_SOURCES,
      layout.FOREST_NUM_WALK_COLUMNS,
      layout.FOREST_NUM_WALK_NODES,
      layout.FOREST_NUM_LEAVES,
      layout.FOREST_NUM_PREPARATIONS,
      layout.FOREST_NUM_PLANES,
      layout.FOREST_SCRATCH_BYTES,
    ];
    for (const count of counts) {
      const damaged = lowered.slice();
      new DataView(damaged.buffer).setUint32(count, 4_000_000_000, true);
      expect(() => openForest(damaged), `the count at ${count}`).toThrow(
        expect.objectContaining({ code: 'MODEL_INVALID' }),
      );
    }
  });
});
