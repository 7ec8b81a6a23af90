/** Contributions of single rows of a tile: the core's explanation of what lies in the feature columns. */
import type { Contribution, Reason } from '../contract/decision.ts';
import { featureText } from '../contract/featureText.ts';
import type { CoreExports } from '../core/exports.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { ScratchRegion } from '../core/regions.ts';
import { featureTable } from '../features/table.ts';
import type { OpenBundle } from './bundle/openBundle.ts';

export type RowExplainer = {
  /** Before the rows of a bundle. */
  begin(bundle: OpenBundle): void;
  /** What each feature adds to the row's score; valid until the next call. Null where the bundle cannot explain. */
  contributionsOf(row: number): Float64Array | null;
  /** A feature of the row as it stands in its column; NaN is missing. */
  valueOf(row: number, feature: number): number;
};

const LINE_BYTES = 64;
const alignUp = (bytes: number): number => Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;

/** Room for the result, before what the core needs. */
const RESULT_BYTES = alignUp(8 * featureTable.length);

/** Scratch that explaining with a section takes in all. */
export function explainScratchBytes(sectionScratchBytes: number): number {
  return RESULT_BYTES + sectionScratchBytes;
}

export function createRowExplainer(core: CoreExports, memory: CoreMemory, scratch: ScratchRegion): RowExplainer {
  const { features, columnBytes, explainScratch } = scratch;
  const columns = new Float32Array(memory.buffer, features, (featureTable.length * columnBytes) / 4);
  const result = new Float64Array(memory.buffer, explainScratch, featureTable.length);
  let forest = 0;
  let section: number | null = null;
  return {
    begin: (bundle) => {
      forest = bundle.forest.byteOffset;
      section = bundle.contributions?.bytes.byteOffset ?? null;
    },
    contributionsOf: (row) => {
      if (section === null) return null;
      core.explainF32(forest, section, features + 4 * row, columnBytes, explainScratch, explainScratch + RESULT_BYTES);
      return result;
    },
    valueOf: (row, feature) => columns[(feature * columnBytes) / 4 + row],
  };
}

/**
 * Features by the size of what they add, largest first, and by number where they add the same; those that add nothing
 * are left out.
 * @param most how many at most, a small number
 */
export function topFeatures(contributions: Float64Array, most: number): number[] {
  const top: number[] = [];
  // nearly all features are smaller than the smallest that is kept
  let smallest = 0;
  for (let feature = 0; feature < contributions.length; feature++) {
    const size = Math.abs(contributions[feature]);
    if (!(size > smallest)) continue;
    let place = top.length < most ? top.push(feature) - 1 : most - 1;
    for (; place > 0 && Math.abs(contributions[top[place - 1]]) < size; place--) top[place] = top[place - 1];
    top[place] = feature;
    if (top.length === most) smallest = Math.abs(contributions[top[most - 1]]);
  }
  return top;
}

/** The same with names and values. */
export function contributionsFor(explainer: RowExplainer, row: number, most: number): Contribution[] {
  const contributions = explainer.contributionsOf(row);
  if (contributions === null) return [];
  return topFeatures(contributions, most).map((feature): Contribution => {
    const value = explainer.valueOf(row, feature);
    const { name, unit } = featureTable[feature];
    return { name, value: Number.isNaN(value) ? null : value, unit, contribution: contributions[feature] };
  });
}

/** A contribution as a reason. */
export function modelReason(contribution: Contribution): Reason {
  const { name, contribution: weight } = contribution;
  return { code: codeOf(name), source: 'model', weight, text: `${name}: ${featureText(contribution)}` };
}

/** `hsListed` is HS_LISTED. */
function codeOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
