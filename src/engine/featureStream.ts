/**
 * Parcels to feature rows: the first three stages alone, for training. What a model learns from is what the engine
 * computes, to the bit.
 */
import type { Format } from '../contract/formats.ts';
import { scannedTiles } from './scannedTiles.ts';

/** One tile's rows: feature `f` of row `r` is `columns[f * stride + r]`; NaN is missing. Valid until the next tile. */
export type FeatureTile = {
  readonly numRows: number;
  readonly columns: Float32Array;
  readonly stride: number;
  /** Rows that could not be read; their features are all missing, so that rows stay in step with the input. */
  readonly numFlagged: number;
};

/**
 * @param reference  compiled reference tables (features/compileReference)
 * @throws BODY_INVALID
 */
export async function* featureTiles(
  source: AsyncIterable<Uint8Array>,
  from: Format,
  reference: Uint8Array,
): AsyncGenerator<FeatureTile> {
  for await (const { core, tile, numRows, numFlagged, views, columnBytes } of scannedTiles(source, from, reference)) {
    core.writeFeatures(tile);
    yield { numRows, columns: views.features, stride: columnBytes / 4, numFlagged };
  }
}
