// Signals: what lists and links know, handed through, and the findings they make.
// Plain twin: src/features/reference/signals.ts.

import * as column from '../generated/columns';
import * as finding from '../generated/findings';
import { LINKED_DISTANCE, LISTED_SCORE } from '../generated/reference';
import { found } from './sheet';

/** The signals are the last columns of the table, in the order in which they lie in memory. */
const FIRST_SIGNAL: usize = column.F_LIST_NAME_SCORE;

/** `signals` is the row's place in the first column of signals, or 0 when nothing is known. */
export function signalFeatures(signals: usize, columnBytes: usize, sheet: usize): u64 {
  for (let i = FIRST_SIGNAL; i < <usize>column.NUM_FEATURES; i++) {
    store<f32>(sheet + (i << 2), signals ? known(load<f32>(signals + (i - FIRST_SIGNAL) * columnBytes)) : f32.NaN);
  }
  if (!signals) return 0;
  const distance = signal(sheet, column.F_LINK_SEIZURE_DISTANCE);
  const isLinked = distance <= <f32>LINKED_DISTANCE || signal(sheet, column.F_LINK_SEIZED_NEIGHBOURS) >= 1;
  return (
    found(signal(sheet, column.F_SENDER_LIST_SCORE) >= <f32>LISTED_SCORE, finding.FINDING_SENDER_LISTED) |
    found(signal(sheet, column.F_RECIPIENT_LIST_SCORE) >= <f32>LISTED_SCORE, finding.FINDING_RECIPIENT_LISTED) |
    found(signal(sheet, column.F_LIST_IDENTIFIER_HITS) >= 1, finding.FINDING_IDENTIFIER_LISTED) |
    found(isLinked, finding.FINDING_LINKED_TO_SEIZURE)
  );
}

@inline
function signal(sheet: usize, column: usize): f32 {
  return load<f32>(sheet + (column << 2));
}

/** Any NaN as the one NaN; tested on bits, since floating comparison may be rewritten by the optimiser. */
@inline
function known(value: f32): f32 {
  return (reinterpret<u32>(value) & 0x7fffffff) > 0x7f800000 ? f32.NaN : value;
}
