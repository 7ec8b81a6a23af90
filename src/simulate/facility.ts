/**
 * What customs learns: who is inspected, with what chance, and what becomes of the hold. It has random numbers of its
 * own, so that outcomes never shape a record.
 */
import { Random } from '../base/random.ts';
import { DAY_MS } from './calendar.ts';
import type { Draft } from './draft.ts';
import type { Network, Story } from './networks.ts';

export type SimulatedOutcome =
  | 'negative'
  | 'seized'
  | 'referred'
  | 'returned'
  | 'released_unexamined'
  | 'cancelled'
  | 'not_found'
  | 'not_presented';

/** One row of the labels file; never part of the record. */
export type ParcelLabel = {
  readonly row: number;
  readonly itemId: string;
  /** Departure of the flight, epoch milliseconds. */
  readonly departedAt: number;
  readonly illicit: boolean;
  /** Which planted sign the parcel carries, or null for lawful mail. */
  readonly story: Story | null;
  /** Number of the network that sent it, or null: rows of one network are no independent evidence. */
  readonly network: number | null;
  /** Chance with which the parcel was chosen for inspection, 0 to 1. */
  readonly inspectionProbability: number;
  /** Null when it was not chosen. */
  readonly outcome: SimulatedOutcome | null;
  /** When the outcome was known, epoch milliseconds; null when there is none. */
  readonly outcomeAt: number | null;
};

const randomShare = 0.002;
const suspectWords = /\b(press|die|mould|mold|CAS|intermediate|powder)\b|piperid|glycidate|lactone|butanediol/i;
const vagueWords = /^(gift|parts|sample|goods|accessories|personal effects|general merchandise|various items)$/;

export class Facility {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed, 91);
  }

  judge(row: number, draft: Draft, day: number, network: Network | null): ParcelLabel {
    const illicit = network !== null;
    const inspectionProbability = chanceOf(draft, day, network);
    const isChosen = this.#random.chance(inspectionProbability);
    const outcome = isChosen ? this.#outcome(illicit) : null;
    const daysLater = isChosen ? this.#random.between(3, 21) : 0;
    if (outcome === 'seized' && network !== null) {
      network.knownFromDay = Math.min(network.knownFromDay, day + daysLater);
    }
    return {
      row,
      itemId: draft.itemId,
      departedAt: draft.departedAt,
      illicit,
      story: network === null ? null : network.story,
      network: network === null ? null : network.id,
      inspectionProbability,
      outcome,
      outcomeAt: outcome === null ? null : draft.departedAt + daysLater * DAY_MS,
    };
  }

  /** Twelve holds in a hundred never reach an officer, as USPS reported for 2018. */
  #outcome(illicit: boolean): SimulatedOutcome {
    const random = this.#random;
    const fate = random.below(1000);
    if (fate < 55) return 'not_found';
    if (fate < 120) return 'not_presented';
    if (fate < 130) return 'cancelled';
    if (fate < 200) return 'released_unexamined';
    const exam = random.below(100);
    if (illicit) return exam < 92 ? 'seized' : exam < 96 ? 'referred' : 'negative';
    return exam < 97 ? 'negative' : exam < 99 ? 'returned' : 'referred';
  }
}

/** The officers' targeting of today: a random share, crude profiles, and networks once seized. */
function chanceOf(draft: Draft, day: number, network: Network | null): number {
  if (network !== null && day >= network.knownFromDay) return 0.4;
  const description = draft.lines[0]?.description ?? '';
  if (suspectWords.test(description)) return 0.12;
  let chance = randomShare;
  if (vagueWords.test(description)) chance += 0.01;
  const { sender, serviceClass, grossG } = draft;
  if ((sender.country === 'CN' || sender.country === 'HK') && serviceClass === 'ems' && grossG < 1000) chance += 0.02;
  return chance;
}
