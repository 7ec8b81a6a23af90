/**
 * What a log holds of one decision. A line of the payload is the entry as JSON without `seq`, with `decision` last,
 * so that the decision's own bytes can be cut out and compared.
 */
import type { Action } from '../contract/decision.ts';

/** Where a capacity plan was in force: what its selector was told, what it made of it, and how to make it again. */
export type LoggedSelection = {
  readonly facility: string;
  readonly lane: string;
  /** When it arrived there, epoch ms. */
  readonly at: number;
  readonly proposed: Action;
  /** Null where it is no number: such a parcel ranks last. */
  readonly rank: number | null;
  readonly hard: boolean;
  readonly action: Action;
  /** Who decided: a rule, the rank, the random draw ... */
  readonly by: string;
  readonly inclusionProbability: number;
  readonly tied: boolean;
  readonly shift: string;
  /** Parcels that the selector had seen, this one included: which state of it decided. */
  readonly sequence: number;
};

export type DecisionEntry = {
  /** Position in the log, from 0 on, without gaps. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  /** HMAC-SHA-256 of the item id under the day's key, 132 bits as base64url; null where the row had none to read. */
  readonly item: string | null;
  /** HMAC-SHA-256 of the row's bytes under the day's key, base64url; null for a row too long to be held. */
  readonly input: string | null;
  /** What the lists of the bundle gave for the parcel, where that was anything. */
  readonly signals?: Readonly<Record<string, number>>;
  readonly selection?: LoggedSelection;
  /** The officers' answer without its item id, or a row error; of a bundle for carriers, the carriers' answer. */
  readonly decision: Readonly<Record<string, unknown>>;
};

/** What is not a decision but bears on those that follow: the program, its settings, a plan in force. */
export type NoteEntry = {
  readonly seq: number;
  readonly at: number;
  readonly note: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type LogEntry = DecisionEntry | NoteEntry;

export function isNote(entry: LogEntry): entry is NoteEntry {
  return 'note' in entry;
}

/** An entry as it stands in the payload, newline and all. */
export function encodeLine(entry: Omit<DecisionEntry, 'seq'> | Omit<NoteEntry, 'seq'>): string {
  if ('note' in entry) return `${JSON.stringify({ at: entry.at, note: entry.note, facts: entry.facts })}\n`;
  const { at, item, input, signals, selection, decision } = entry;
  // members that are undefined are left out
  return `${JSON.stringify({ at, item, input, signals, selection, decision })}\n`;
}

/** UTC day of an instant as YYYY-MM-DD. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
