/** What the indexes propose of records with errors, and how well the proposals are told apart. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { type FoundRecords, measureFoundRecords } from '../foundRecords.ts';
import { columns, type Figure, figureText, type Section, shareFigure, shareText } from '../section.ts';

export async function foundRecordsSection(): Promise<Section> {
  const measured = await measureFoundRecords();
  return {
    lines: [
      ...markdownTable(
        columns('true pairs proposed', [
          'records',
          'true pairs',
          'proposed',
          'by any',
          'by name',
          'by address',
          'by mailbox',
        ]),
        measured.map(({ set, records, truePairs, numProposed, proposed }) => [
          set,
          String(records),
          String(truePairs),
          String(numProposed),
          ...[proposed.any, proposed.name, proposed.address, proposed.email].map(shareText),
        ]),
      ),
      '',
      ...markdownTable(
        columns('proposals told apart', ['best threshold', 'precision', 'recall', 'F1']),
        measured.map(({ set, threshold, figures: { precision, recall, f1 } }) => [
          set,
          threshold.toFixed(3),
          ...[precision, recall, f1].map(figureText),
        ]),
      ),
    ],
    figures: Object.fromEntries(measured.flatMap(figuresOf)),
  };
}

function figuresOf({ set, proposed, figures }: FoundRecords): (readonly [string, Figure & { better: 'higher' }])[] {
  return [
    [`${set}, true pairs proposed`, { ...shareFigure(proposed.any), better: 'higher' }],
    [`${set}, precision of proposals`, { ...figures.precision, better: 'higher' }],
    [`${set}, recall of proposals`, { ...figures.recall, better: 'higher' }],
  ];
}
