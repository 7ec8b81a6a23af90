/** Which column of a table feeds each feature of a model: by name, in any order. */
import { PosternError } from '../contract/errors.ts';

const SHOWN = 8;

export type MatchedColumns = {
  /** Place of each feature's column. */
  readonly places: readonly number[];
  /** Columns that no feature takes. */
  readonly unused: readonly string[];
};

/**
 * Names are equal, or are once spaces have become underscores, as LightGBM writes them.
 * @throws FEATURES_MISMATCH naming the features that no column has, REQUEST_INVALID for a feature's column given twice.
 */
export function matchColumns(columns: readonly string[], featureNames: readonly string[]): MatchedColumns {
  const byName = new Map(columns.map((name, place) => [name, place]));
  const underscored = new Map(columns.map((name, place) => [name.replaceAll(/\s/g, '_'), place]));
  const places = featureNames.map((name) => byName.get(name) ?? underscored.get(name) ?? -1);
  const missing = featureNames.filter((_, feature) => places[feature] < 0);
  if (missing.length > 0) {
    throw new PosternError(
      'FEATURES_MISMATCH',
      `The rows lack ${missing.length} of the model's ${featureNames.length} features: ${listed(missing)}. ` +
        'Name the columns as in training',
      { details: { missing } },
    );
  }
  const used = new Set(places.map((place) => columns[place]));
  const seen = new Set<string>();
  for (const name of columns) {
    if (used.has(name) && seen.has(name))
      throw new PosternError(
        'REQUEST_INVALID',
        `Two columns have the name "${name}", which the model takes once: rename or drop one`,
      );
    seen.add(name);
  }
  return { places, unused: columns.filter((name) => !used.has(name)) };
}

/** @throws FEATURES_MISMATCH naming columns that no feature takes. */
export function refuseUnused({ unused }: MatchedColumns, numFeatures: number): void {
  if (unused.length === 0) return;
  throw new PosternError(
    'FEATURES_MISMATCH',
    `The rows have also ${listed(unused)}, which the model does not know: expected its ${numFeatures} features only`,
    { details: { extra: unused } },
  );
}

/** The first few of a list of names. */
export function listed(names: readonly string[]): string {
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.slice(0, SHOWN).join(', ') + rest;
}
