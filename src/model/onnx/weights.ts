/** Weights by the row they belong to, in the file's order within a row. */

export type Weights = {
  readonly weightStart: Int32Array;
  readonly weightOutput: Int32Array;
  readonly weightValue: Float64Array;
};

/**
 * @param rows The row of each weight; below 0 where it belongs to none.
 * @param outputs Its class or target, which the caller has checked.
 */
export function groupWeights(numRows: number, rows: Int32Array, outputs: Float64Array, values: Float64Array): Weights {
  const weightStart = new Int32Array(numRows + 1);
  for (const row of rows) if (row >= 0) weightStart[row + 1]++;
  for (let row = 0; row < numRows; row++) weightStart[row + 1] += weightStart[row];
  const weightOutput = new Int32Array(weightStart[numRows]);
  const weightValue = new Float64Array(weightStart[numRows]);
  const next = weightStart.slice();
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] < 0) continue;
    const place = next[rows[i]]++;
    weightOutput[place] = outputs[i];
    weightValue[place] = values[i];
  }
  return { weightStart, weightOutput, weightValue };
}
