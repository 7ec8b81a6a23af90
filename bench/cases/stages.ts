/** The first stages alone, on the thread that calls: bytes to spans, and bytes to feature columns. */
import type { BenchCase } from '../case.ts';
import { linesOf, mail } from '../data.ts';
import { openDefaultBundle } from '../bundle.ts';
import { createStages } from '../stages.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { parseBody } from './records.ts';

const NUM_PARCELS = 4_000;

export const scanCase: BenchCase = {
  name: 'scan',
  unit: 'rows',
  about: 'NDJSON bytes to checked spans, one thread',
  prepare: async () => {
    const body = mail(NUM_PARCELS);
    const stages = createStages(body);
    return {
      numUnits: NUM_PARCELS,
      ours: () => stages.run('check'),
      peers: { 'JSON.parse alone': () => parseBody(body) },
      check: async () => expectRows(stages.run('check'), NUM_PARCELS),
    };
  },
};

export const featuresCase: BenchCase = {
  name: 'features',
  unit: 'rows',
  about: 'NDJSON bytes to feature columns and findings, one thread',
  prepare: async () => {
    const body = mail(NUM_PARCELS);
    const lines = linesOf(body);
    const stages = createStages(body);
    const { referenceTables } = openDefaultBundle();
    return {
      numUnits: NUM_PARCELS,
      ours: () => stages.run('features'),
      peers: {
        'JSON.parse alone': () => parseBody(body),
        'JSON.parse + features in plain JavaScript': () => {
          for (const line of lines) referenceFeatures(JSON.parse(line) as Parcel, referenceTables);
        },
      },
      check: async () => {
        let row = 0;
        const numRows = stages.run('features', (columns, stride, count) => {
          for (let r = 0; r < count; r++, row++) {
            const { features } = referenceFeatures(JSON.parse(lines[row]) as Parcel, referenceTables);
            features.forEach((expected, column) => {
              const got = columns[column * stride + r];
              if (!Object.is(got, expected))
                throw new Error(`row ${row}, column ${column}: expected ${expected}, got ${got}`);
            });
          }
        });
        expectRows(numRows, NUM_PARCELS);
      },
    };
  },
};

function expectRows(got: number, expected: number): void {
  if (got !== expected) throw new Error(`expected ${expected} rows, got ${got}`);
}
