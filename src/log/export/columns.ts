/** The columns of an export that is a table: one row a decision, notes left out. */
import { type DecisionEntry } from '../entry.ts';

export type ColumnType = 'INT64' | 'TIMESTAMP' | 'STRING' | 'DOUBLE' | 'JSON';
export type Cell = string | number | null;

export type ExportColumn = {
  readonly name: string;
  readonly type: ColumnType;
  /** Null where the entry does not have it. */
  valueOf(entry: DecisionEntry): Cell;
};

type DecisionMembers = {
  readonly action?: string;
  readonly score?: number;
  readonly probability?: number;
  readonly reasons?: readonly { readonly code: string }[];
  readonly error?: { readonly code: string; readonly pointer: string };
  readonly bundle?: string;
};

const decisionOf = (entry: DecisionEntry): DecisionMembers => entry.decision;

export const exportColumns: readonly ExportColumn[] = [
  { name: 'seq', type: 'INT64', valueOf: (entry) => entry.seq },
  { name: 'at', type: 'TIMESTAMP', valueOf: (entry) => entry.at },
  { name: 'item', type: 'STRING', valueOf: (entry) => entry.item },
  { name: 'input', type: 'STRING', valueOf: (entry) => entry.input },
  { name: 'action', type: 'STRING', valueOf: (entry) => entry.selection?.action ?? decisionOf(entry).action ?? null },
  { name: 'score', type: 'DOUBLE', valueOf: (entry) => decisionOf(entry).score ?? null },
  { name: 'probability', type: 'DOUBLE', valueOf: (entry) => decisionOf(entry).probability ?? null },
  {
    name: 'reasonCodes',
    type: 'STRING',
    valueOf: (entry) =>
      decisionOf(entry)
        .reasons?.map(({ code }) => code)
        .join(' ') ?? null,
  },
  { name: 'errorCode', type: 'STRING', valueOf: (entry) => decisionOf(entry).error?.code ?? null },
  { name: 'errorPointer', type: 'STRING', valueOf: (entry) => decisionOf(entry).error?.pointer ?? null },
  { name: 'bundle', type: 'STRING', valueOf: (entry) => decisionOf(entry).bundle ?? null },
  { name: 'facility', type: 'STRING', valueOf: (entry) => entry.selection?.facility ?? null },
  { name: 'lane', type: 'STRING', valueOf: (entry) => entry.selection?.lane ?? null },
  { name: 'shift', type: 'STRING', valueOf: (entry) => entry.selection?.shift ?? null },
  { name: 'proposed', type: 'STRING', valueOf: (entry) => entry.selection?.proposed ?? null },
  { name: 'selectedBy', type: 'STRING', valueOf: (entry) => entry.selection?.by ?? null },
  {
    name: 'inclusionProbability',
    type: 'DOUBLE',
    valueOf: (entry) => entry.selection?.inclusionProbability ?? null,
  },
  {
    name: 'signals',
    type: 'JSON',
    valueOf: (entry) => (entry.signals === undefined ? null : JSON.stringify(entry.signals)),
  },
  { name: 'decision', type: 'JSON', valueOf: (entry) => JSON.stringify(entry.decision) },
];
