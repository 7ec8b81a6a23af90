/**
 * Features and findings of one parcel in plain TypeScript: the explained path, and the oracle of the core's
 * assembly/features, which has one file for each family here and must agree with it to the bit.
 */
import type { Parcel } from '../../contract/parcel.ts';
import type { Signals } from '../../contract/signals.ts';
import type { ReferenceTables } from '../openReference.ts';
import { readFacts } from './facts.ts';
import { goodsFeatures } from './goods.ts';
import { partyFeatures } from './parties.ts';
import { qualityFeatures } from './quality.ts';
import { routeFeatures } from './route.ts';
import { newSheet } from './sheet.ts';
import { signalFeatures } from './signals.ts';
import { timingFeatures } from './timing.ts';
import { valueFeatures } from './value.ts';
import { weightFeatures } from './weight.ts';

/** Values in the order of the feature table, NaN is missing; findings as bits of the finding table. */
export type ReferenceResult = { readonly features: Float32Array; readonly findings: bigint };

/** The parcel must have passed the checks of the record. Pure: the same arguments give the same bits. */
export function referenceFeatures(parcel: Parcel, tables: ReferenceTables, signals: Signals = {}): ReferenceResult {
  const facts = readFacts(parcel, tables, signals);
  const sheet = newSheet();
  valueFeatures(facts, sheet);
  weightFeatures(facts, sheet);
  goodsFeatures(facts, sheet);
  partyFeatures(facts, sheet);
  routeFeatures(facts, sheet);
  timingFeatures(facts, sheet);
  qualityFeatures(facts, sheet);
  signalFeatures(facts, sheet);
  return { features: sheet.features, findings: sheet.findings() };
}
