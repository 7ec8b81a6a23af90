/** What explanations cost: of a batch with one parcel in a hundred referred, and of one vector. */
import type { BenchCase } from '../case.ts';
import { defaultForest } from '../bundle.ts';
import { drain } from '../answers.ts';
import { linesOf, mail } from '../data.ts';
import { type Answer, isRowError } from '../../src/contract/decision.ts';
import { createStandaloneExplainer } from '../../src/core/explainVectors.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { decodeAnswers } from '../../src/engine/answers/decodeAnswers.ts';
import { TRAINING_COVER } from '../../src/model/contributions/cover.ts';
import { lowerContributions } from '../../src/model/contributions/lowerContributions.ts';
import { referenceContributions } from '../../src/model/contributions/referenceContributions.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import { createRandom } from '../random.ts';

const NUM_PARCELS = 1_000;
const REFERRED_EVERY = 100;
const TOP = 5;
const BOUND = 1e-9;

export const explainedBatchCase: BenchCase = {
  name: 'explained',
  unit: 'rows',
  inTurns: true,
  about: 'NDJSON to decisions, one thread, one row in a hundred referred and explained by its top five contributions',
  prepare: async () => {
    const plain = createEngine();
    const explaining = createEngine({ explainTop: TOP });
    const body = await mailWithReferred(plain);
    const ndjson = { from: 'ndjson', to: 'ndjson' } as const;
    const screen = (engine: typeof plain): Promise<Buffer> => drain(engine.screenStream(once(body), ndjson));
    return {
      numUnits: NUM_PARCELS,
      ours: () => screen(explaining),
      peers: { 'the same without contributions': () => screen(plain) },
      check: async () => {
        const answers = decodeAnswers('ndjson', await screen(explaining));
        const bare = answers.map((answer) =>
          isRowError(answer)
            ? answer
            : { ...answer, reasons: answer.reasons.filter(({ source }) => source !== 'model') },
        );
        const numReasons = (of: readonly Answer[]): number =>
          of.reduce((sum, answer) => sum + (isRowError(answer) ? 0 : answer.reasons.length), 0);
        expectNumber(numReasons(answers) - numReasons(bare), (TOP * NUM_PARCELS) / REFERRED_EVERY);
        const expected = decodeAnswers('ndjson', await screen(plain));
        if (JSON.stringify(bare) !== JSON.stringify(expected)) throw new Error('explaining changed a decision');
      },
      close: async () => {
        await plain.close();
        await explaining.close();
      },
    };
  },
};

export const contributionsCase: BenchCase = {
  name: 'contributions',
  unit: 'us a row',
  perUnit: 'us',
  about: 'exact contributions of one vector of the default model (100 trees)',
  prepare: async () => {
    const forest = defaultForest();
    const numColumns = forest.featureNames.length;
    const numRows = 16;
    const random = createRandom(7);
    const values = Float64Array.from({ length: numRows * numColumns }, () => Math.floor(random() * 100) / 8);
    const vectors = { values, numRows, numColumns, order: 'row' } as const;
    const explainer = createStandaloneExplainer(lowerForest(forest), lowerContributions(forest, TRAINING_COVER));
    return {
      numUnits: numRows,
      ours: () => explainer.contributions(vectors),
      peers: {},
      check: async () => {
        const found = explainer.contributions(vectors);
        for (let row = 0; row < numRows; row++) {
          const vector = values.subarray(row * numColumns, (row + 1) * numColumns);
          const ours = found.subarray(row * numColumns, (row + 1) * numColumns);
          const { values: expected } = referenceContributions(forest, vector);
          const size = expected.reduce((sum, part) => sum + Math.abs(part), 0);
          const margin = ours.reduce((sum, part) => sum + part, explainer.bases[0]);
          const isRight = ours.every((part, i) => Math.abs(part - expected[i]) <= BOUND * size);
          if (!isRight || Math.abs(margin - referenceMargin(forest, vector)) > BOUND * size) {
            throw new Error(`row ${row} is not explained as the oracle explains it`);
          }
        }
      },
    };
  },
};

/** Simulated parcels, of which every hundredth is one that is referred. */
async function mailWithReferred(engine: ReturnType<typeof createEngine>): Promise<Buffer> {
  const lines = linesOf(mail(20 * NUM_PARCELS));
  const body = Buffer.from(`${lines.join('\n')}\n`);
  const answers = decodeAnswers('ndjson', await drain(engine.screenStream(once(body), { from: 'ndjson' })));
  const isReferred = (answer: Answer): boolean => !isRowError(answer) && answer.action !== 'release';
  const referred = lines.filter((_, row) => isReferred(answers[row]));
  const released = lines.filter((_, row) => !isReferred(answers[row]));
  const rows = Array.from({ length: NUM_PARCELS }, (_, row) =>
    row % REFERRED_EVERY === 50 ? referred[Math.floor(row / REFERRED_EVERY)] : released[row],
  );
  return Buffer.from(`${rows.join('\n')}\n`);
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

function expectNumber(got: number, expected: number): void {
  if (got !== expected) throw new Error(`expected ${expected} explained rows, got ${got}`);
}
