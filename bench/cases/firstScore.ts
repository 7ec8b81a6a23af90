/** How soon a model scores once the bytes of its compiled section are there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import type { BenchCase } from '../case.ts';
import { type Kind, randomForest } from '../forests.ts';
import { compiled, runToEnd } from '../processes.ts';

const NUM_STARTS = 9;

function firstScoreCase(kind: Kind, numTrees: number): BenchCase {
  return {
    name: `first-score-${kind}-${numTrees}`,
    unit: 'ms',
    direct: true,
    about: `opening a compiled section of ${numTrees} ${kind} trees to its first score, median of ${NUM_STARTS} processes`,
    prepare: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
      const file = join(folder, 'model.forest');
      const { forest } = randomForest(kind, numTrees);
      writeFileSync(file, lowerForest(forest));
      const row = forest.featureNames.map((_, feature) => feature);
      const expected = referenceMargin(forest, row);
      const start = async (isVouchedFor: 'yes' | 'no'): Promise<number> => {
        const printed = await runToEnd(compiled('bench/children/firstScore.js'), [file, isVouchedFor]);
        const { elapsedMs, margin } = JSON.parse(printed) as { elapsedMs: number; margin: number };
        if (margin !== expected) throw new Error(`expected ${expected}, got ${margin}`);
        return elapsedMs;
      };
      const median = async (isVouchedFor: 'yes' | 'no'): Promise<number> => {
        const times: number[] = [];
        for (let i = 0; i < NUM_STARTS; i++) times.push(await start(isVouchedFor));
        return times.sort((a, b) => a - b)[NUM_STARTS >> 1];
      };
      return {
        numUnits: 1,
        ours: () => median('yes'),
        peers: { 'looked through, where no signature covers it': () => median('no') },
        check: async () => undefined,
        close: async () => rmSync(folder, { recursive: true }),
      };
    },
  };
}

export const firstScoreCases: readonly BenchCase[] = [firstScoreCase('complete', 100), firstScoreCase('leafwise', 500)];
