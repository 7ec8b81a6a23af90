/**
 * Seeded, synthetic mail: a stream of records in order of time, and beside it the truth about each of them.
 * All of it is invented; it tests the machinery and is no evidence of detection in the field.
 */
import { Random } from '../base/random.ts';
import type { Parcel } from '../contract/parcel.ts';
import { Calendar, drawFlight, type Flight } from './calendar.ts';
import { type Draft, writeRow } from './draft.ts';
import { Facility, type ParcelLabel } from './facility.ts';
import { s10, serialOf, waybill } from './identifiers.ts';
import { makeLawful } from './lawful.ts';
import { changeSomething, type Network } from './networks.ts';
import { fillOptions, type FilledSimulateOptions, type SimulateOptions } from './options.ts';
import { Population } from './parties.ts';
import type { City } from './country.ts';
import { originChoice } from './places.ts';
import { planNetworks } from './plan.ts';
import { addSlips } from './slips.ts';
import { retell, tellStory } from './stories.ts';
import { addJourney, chooseService } from './transport.ts';

export type MailChunk = {
  /** Whole lines of UTF-8 NDJSON. */
  readonly ndjson: Buffer;
  /** One label a line, in the same order. */
  readonly labels: readonly ParcelLabel[];
};

const encoder = new TextEncoder();
const ROWS_A_CHUNK = 256;
/** A row is about 900 bytes; none comes near this. */
const MAX_ROW_BYTES = 8192;
const NUM_REMEMBERED_IDS = 4096;

/**
 * Mail as NDJSON, a few hundred rows at a time; the chunks are the caller's to keep.
 * @throws PosternError REQUEST_INVALID for options out of range.
 */
export function* simulateMail(options: SimulateOptions): Generator<MailChunk, void, undefined> {
  const filled = fillOptions(options);
  const mail = new Mail(filled);
  const scratch = Buffer.allocUnsafe(ROWS_A_CHUNK * MAX_ROW_BYTES);
  for (let from = 0; from < filled.parcels; from += ROWS_A_CHUNK) {
    const to = Math.min(filled.parcels, from + ROWS_A_CHUNK);
    const labels: ParcelLabel[] = [];
    let numBytes = 0;
    let rows = '';
    for (let row = from; row < to; row++) {
      const { draft, label } = mail.next(row);
      rows += writeRow(draft);
      labels.push(label);
      // one call for several rows: encoding them singly takes half as long again
      if (row % 16 !== 15 && row + 1 < to) continue;
      numBytes += encoder.encodeInto(rows, scratch.subarray(numBytes)).written;
      rows = '';
    }
    yield { ndjson: Buffer.from(scratch.subarray(0, numBytes)), labels };
  }
}

/** The same mail as objects, for examples and tests. */
export function simulateParcels(parcels: number, seed: number = 1): Parcel[] {
  const found: Parcel[] = [];
  for (const { ndjson } of simulateMail({ parcels, seed })) {
    for (const line of ndjson.toString('utf8').trimEnd().split('\n')) found.push(JSON.parse(line) as Parcel);
  }
  return found;
}

class Mail {
  readonly #options: FilledSimulateOptions;
  readonly #random: Random;
  readonly #population: Population;
  readonly #calendar: Calendar;
  readonly #facility: Facility;
  readonly #planned: ReturnType<typeof planNetworks>;
  readonly #firstSerial: number;
  readonly #recentIds: string[] = [];
  #nextPlanned = 0;
  #day = 0;
  #flight: Flight | null = null;
  #leftInBurst = 0;

  constructor(options: FilledSimulateOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    // one 32-bit number stands for the seed wherever entities are made from it
    const seed = this.#random.u32();
    this.#firstSerial = this.#random.below(100_000_000);
    this.#population = new Population(seed);
    this.#calendar = new Calendar(Date.parse(`${options.start}T00:00:00Z`), options.days);
    this.#facility = new Facility(seed);
    this.#planned = planNetworks(options, seed, this.#population);
  }

  next(row: number): { draft: Draft; label: ParcelLabel } {
    this.#day = this.#calendar.dayAt(row / this.#options.parcels, this.#day);
    const planned = this.#planned[this.#nextPlanned];
    if (planned === undefined || planned.row !== row) return this.#make(row, this.#burst(), null);
    this.#nextPlanned++;
    const { network } = planned;
    // what shows no sign lies among the ordinary mail of the burst
    if (network.story === 'no_sign') return this.#make(row, this.#burst(), network);
    return this.#make(row, drawFlight(this.#random, this.#calendar, network.country, this.#day), network);
  }

  /** Mail of one flight comes together, some dozens of items at a time. */
  #burst(): Flight {
    if (this.#flight === null || this.#leftInBurst === 0 || this.#flight.day !== this.#day) {
      const random = this.#random;
      this.#flight = drawFlight(random, this.#calendar, originChoice.draw(random), this.#day);
      this.#leftInBurst = random.between(8, 60);
    }
    this.#leftInBurst--;
    return this.#flight;
  }

  #make(row: number, flight: Flight, network: Network | null): { draft: Draft; label: ParcelLabel } {
    const random = this.#random;
    const draft = makeLawful(random, this.#population, flight);
    if (network !== null) tellStory[network.story](random, draft, network, this.#population);
    chooseService(random, draft, random.chance(this.#options.expressShare));
    addJourney(random, draft, flight, this.#cityOf(draft, flight), this.#calendar);
    if (network !== null) retell(random, draft, network.story);
    addSlips(random, draft, flight.country);
    draft.itemId = this.#itemId(row, draft);
    const label = this.#facility.judge(row, draft, flight.day, network);
    if (network !== null) changeSomething(network);
    return { draft, label };
  }

  #cityOf(draft: Draft, flight: Flight): City {
    const { cities } = flight.country;
    return cities.find((city) => city.name === draft.sender.city) ?? (cities[0] as City);
  }

  /** One id in a hundred was used before, two check digits in a hundred are wrong. */
  #itemId(row: number, draft: Draft): string {
    const random = this.#random;
    if (this.#recentIds.length > 0 && random.chance(0.01)) return random.pick(this.#recentIds);
    const serial = serialOf(row, this.#firstSerial);
    const itemId =
      draft.serviceClass === 'express'
        ? waybill(serial, random.below(3))
        : s10(random, draft.serviceClass, draft.postedIn || draft.sender.country, serial, random.chance(0.02));
    if (this.#recentIds.length < NUM_REMEMBERED_IDS) this.#recentIds.push(itemId);
    else this.#recentIds[row % NUM_REMEMBERED_IDS] = itemId;
    return itemId;
  }
}
