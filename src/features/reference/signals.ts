/** Signals: what lists and links know, handed through, and the findings they make. */
import { type SignalName, signalNames } from '../../contract/signals.ts';
import { LINKED_DISTANCE, LISTED_SCORE } from '../thresholds.ts';
import type { Facts } from './facts.ts';
import type { Sheet } from './sheet.ts';

export function signalFeatures(facts: Facts, sheet: Sheet): void {
  // signals travel as float32, so they are judged as float32
  const signal = (name: SignalName): number => Math.fround(facts.signals[name] ?? Number.NaN);
  for (const name of signalNames) sheet.put(name, signal(name));

  const listed = Math.fround(LISTED_SCORE);
  sheet.find('SENDER_LISTED', signal('senderListScore') >= listed);
  sheet.find('RECIPIENT_LISTED', signal('recipientListScore') >= listed);
  sheet.find('IDENTIFIER_LISTED', signal('listIdentifierHits') >= 1);
  sheet.find(
    'LINKED_TO_SEIZURE',
    signal('linkSeizureDistance') <= LINKED_DISTANCE || signal('linkSeizedNeighbours') >= 1,
  );
}
