/**
 * Which key the decisions of a day were made under. With the first decision of a day the log notes the fingerprint of
 * its key, so that a key that was lost or exchanged is told from the right one, by the next writer and by `verify`.
 */
import type { DayKeySet } from './dayKeys.ts';
import { dayOf, encodeLine } from './entry.ts';
import type { Block } from './readBlocks.ts';
import { linesOf } from './readEntries.ts';

export type DayUse = {
  /** Decisions of the day are in the log. */
  hasDecisions: boolean;
  /** Fingerprints of the keys they were made under: one, unless something went wrong. */
  readonly fingerprints: Set<string>;
};

const COMMA = 0x2c;
const NOTE = Buffer.from('"note":');
const KEY_NOTE = Buffer.from('"note":"key"');

export function keyNote(at: number, { fingerprint }: DayKeySet): Buffer {
  return Buffer.from(encodeLine({ at, note: 'key', facts: { fingerprint } }));
}

/** Take over what a block tells of its day. */
export function heedBlock(days: Map<string, DayUse>, { header, payload }: Pick<Block, 'header' | 'payload'>): void {
  const day = dayOf(header.at);
  const use = days.get(day) ?? { hasDecisions: false, fingerprints: new Set<string>() };
  days.set(day, use);
  // nearly every block of a day has nothing to tell that is not known already
  if (use.hasDecisions && !payload.includes(KEY_NOTE)) return;
  for (const line of linesOf(payload)) {
    const at = line.indexOf(COMMA) + 1;
    if (line.compare(NOTE, 0, NOTE.length, at, at + NOTE.length) !== 0) use.hasDecisions = true;
    else if (line.compare(KEY_NOTE, 0, KEY_NOTE.length, at, at + KEY_NOTE.length) === 0) {
      const { facts } = JSON.parse(line.toString()) as { facts: { fingerprint: string } };
      use.fingerprints.add(facts.fingerprint);
    }
  }
}
