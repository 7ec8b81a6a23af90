/** The labels file: what really was in each parcel and what officers learned of it, one CSV line a parcel. */
import type { ParcelLabel } from './facility.ts';

export const labelsHeader = 'row,itemId,illicit,story,network,outcome,outcomeAt,inspectionProbability\n';

/** `row` counts from 0 and is the join: one item id in a hundred is used twice. Empty means none. */
export function labelsToCsv(labels: readonly ParcelLabel[]): string {
  let csv = '';
  for (const { row, itemId, illicit, story, network, outcome, outcomeAt, inspectionProbability } of labels) {
    csv += `${row},${itemId},${illicit ? 1 : 0},${story ?? ''},${network ?? ''},${outcome ?? ''},${outcomeAt ?? ''},${inspectionProbability}\n`;
  }
  return csv;
}
