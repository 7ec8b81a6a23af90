/** A background sample: a CSV file of rows of a model's features, by whose counts it is explained. */
import { PosternError } from '../../contract/errors.ts';
import type { Vectors } from '../../contract/screener.ts';

/**
 * @param text  a line of the feature names in the model's order, as `postern features` writes it, then a line a row;
 *              an empty cell is missing
 * @throws BUNDLE_INVALID with the place of the fault, never a value
 */
export function readBackground(text: string, file: string, featureNames: readonly string[]): Vectors {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const fail = (fault: string): never => {
    throw new PosternError('BUNDLE_INVALID', `${file}: ${fault}`);
  };
  if (header !== featureNames.join(',')) fail(`expected the columns ${featureNames.join(',')}`);
  if (lines.length === 0) fail('expected at least one row');
  const values = lines.flatMap((line, row) => {
    const cells = line.split(',');
    if (cells.length !== featureNames.length)
      fail(`row ${row + 1}: got ${cells.length} cells, expected ${featureNames.length}`);
    return cells.map((cell, column) => {
      const value = cell === '' ? Number.NaN : Number(cell);
      return cell !== '' && Number.isNaN(value) ? fail(`row ${row + 1}, ${featureNames[column]}: not a number`) : value;
    });
  });
  return { values: Float64Array.from(values), numRows: lines.length, numColumns: featureNames.length, order: 'row' };
}
