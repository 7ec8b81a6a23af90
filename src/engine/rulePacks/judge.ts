/**
 * One parcel before rules, in plain TypeScript: the row is read, its features and findings are made by the reference,
 * its score by the core. It takes signals, which a row cannot carry, and says why a rule could not be evaluated.
 */
import { defaultLimits } from '../../contract/limits.ts';
import type { Signals } from '../../contract/signals.ts';
import { createStandaloneScorer } from '../../core/standaloneScorer.ts';
import type { ReferenceTables } from '../../features/openReference.ts';
import { referenceFeatures } from '../../features/reference/referenceFeatures.ts';
import { featureTable } from '../../features/table.ts';
import { readJsonRow } from '../../record/readRow.ts';
import type { RowFault } from '../../record/rowReading.ts';
import type { Facts } from '../../rules/reference/facts.ts';
import { parcelFacts } from '../../rules/reference/parcelFacts.ts';

/** What rules are tried with: a model's score and reference tables. */
export type Workbench = {
  readonly tables: ReferenceTables;
  /** As the core scores it. */
  readonly forest: Uint8Array;
};

export type Judged = { readonly facts: Facts; readonly margin: number } | { readonly fault: RowFault };

export type Judge = {
  /** @param row  One parcel as JSON. */
  facts(row: Uint8Array, signals?: Signals): Judged;
};

const featureNames = featureTable.map(({ name }) => name);

export function createJudge({ tables, forest }: Workbench): Judge {
  const scorer = createStandaloneScorer(forest);
  const margins = new Float64Array(1);
  return {
    facts: (row, signals = {}) => {
      const reading = readJsonRow(row, defaultLimits);
      if (!reading.ok) return { fault: reading.fault };
      const { parcel } = reading;
      const { features, findings } = referenceFeatures(parcel, tables, signals);
      scorer.scoreInto({ values: features, numRows: 1, numColumns: features.length, order: 'row' }, margins);
      const [margin] = margins;
      return { facts: parcelFacts({ parcel, features, featureNames, findings, signals, score: margin }), margin };
    },
  };
}
