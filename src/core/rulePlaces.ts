/** Where the rule compiler finds the facts of a parcel, from the layout of the span tables and the column tables. */
import { parcelFields, type Field } from '../contract/fields.ts';
import { historySignalNames, signalNames } from '../contract/signals.ts';
import { featureTable } from '../features/table.ts';
import type { LeafPlace, Places } from '../rules/compile/places.ts';
import { type GroupName, recordLayout } from './recordLayout.ts';

/** Signals in the order of their columns: those that are features, then those that only rules read. */
export const signalColumns: readonly string[] = [...signalNames, ...historySignalNames];

function placesOf(group: GroupName): ReadonlyMap<string, LeafPlace> {
  return new Map(
    recordLayout[group].leaves.map(({ path, span, num }) => [path, { span, ...(num !== undefined && { num }) }]),
  );
}

const maxTextsOf = (field: Field): number => (field.kind === 'texts' ? field.maxItems : 0);
const { sender, recipient } = parcelFields;
const numbered = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, i) => [name, i]));

export const rulePlaces: Places = {
  row: placesOf('row'),
  items: new Map([
    ['contents', placesOf('contents')],
    ['payment.walletAddresses', placesOf('wallets')],
    ['events', placesOf('events')],
  ]),
  maxTexts: new Map([
    ['sender.addressLines', sender.kind === 'object' ? maxTextsOf(sender.fields.addressLines) : 0],
    ['recipient.addressLines', recipient.kind === 'object' ? maxTextsOf(recipient.fields.addressLines) : 0],
  ]),
  features: numbered(featureTable.map((feature) => feature.name)),
  signals: numbered(signalColumns),
};
