/** How the parcel travels: service, offices, dispatch, postage, advance data, events and the facility's scale. */
import type { Random } from '../base/random.ts';
import { DAY_MS, type Calendar, type Flight } from './calendar.ts';
import { inboundOffices } from './destination.ts';
import type { Draft } from './draft.ts';
import { dispatchId, receptacleId } from './identifiers.ts';
import { fillPattern } from './pattern.ts';
import type { City } from './country.ts';
import { Choice, Spread } from './shapes.ts';

const HOUR_MS = 3_600_000;
const LETTER_LIMIT_G = 2000;

type Service = {
  readonly name: string;
  readonly subclass: string;
  readonly light: number;
  readonly heavy: number;
  readonly postageEur: number;
  readonly postageEurPerKg: number;
};

/** Of the items up to 2 kg and of the heavier ones, percent; together 55 % letters with goods, 20 % parcels. */
const services: readonly Service[] = [
  { name: 'letter_goods', subclass: 'UN', light: 63, heavy: 0, postageEur: 3, postageEurPerKg: 12 },
  { name: 'parcel', subclass: 'CN', light: 12, heavy: 69, postageEur: 14, postageEurPerKg: 9 },
  { name: 'ecommerce_parcel', subclass: 'CC', light: 15.5, heavy: 17, postageEur: 5, postageEurPerKg: 9 },
  { name: 'ems', subclass: 'EN', light: 7.5, heavy: 13, postageEur: 22, postageEurPerKg: 14 },
  { name: 'letter_docs', subclass: 'UL', light: 1.5, heavy: 0, postageEur: 3, postageEurPerKg: 12 },
  { name: 'mbag', subclass: 'UM', light: 0.5, heavy: 1, postageEur: 10, postageEurPerKg: 5 },
];
const express = { name: 'express', subclass: '', light: 0, heavy: 0, postageEur: 26, postageEurPerKg: 11 };
const lightServices = new Choice(services, (service) => service.light);
const heavyServices = new Choice(services, (service) => service.heavy);
const categories = new Choice(
  [
    ['A', 78],
    ['B', 8],
    ['C', 8],
    ['D', 6],
  ] as const,
  ([, share]) => share,
);
const postageSpread = new Spread(0.18);
const scaleSpread = new Spread(0.015);
const carriers: readonly string[] = ['EXPRESS-A', 'EXPRESS-B', 'EXPRESS-C'];

export function chooseService(random: Random, draft: Draft, isExpress: boolean): void {
  if (isExpress) return setService(random, draft, express);
  const isHeavy = draft.grossG > LETTER_LIMIT_G;
  const drawn = (isHeavy ? heavyServices : lightServices).draw(random);
  // a network keeps to the service that has worked, unless the post refuses the weight
  const preferred = services.find(({ name }) => name === draft.preferredService);
  setService(random, draft, preferred === undefined || (isHeavy && preferred.heavy === 0) ? drawn : preferred);
}

function setService(random: Random, draft: Draft, service: Service): void {
  draft.serviceClass = service.name;
  draft.mailSubclass = service.subclass;
  const isExpress = service === express;
  draft.mailCategory = isExpress ? '' : service.name === 'ems' ? 'A' : categories.draw(random)[0];
  draft.carrierId = isExpress ? random.pick(carriers) : random.chance(0.5) ? `${draft.sender.country}A` : '';
  const eur = (service.postageEur + (service.postageEurPerKg * draft.grossG) / 1000) * postageSpread.draw(random);
  draft.postageMinor = random.chance(0.8) ? Math.round(eur * draft.minorPerEur) : -1;
}

export function addJourney(random: Random, draft: Draft, flight: Flight, city: City, calendar: Calendar): void {
  const isExpress = draft.serviceClass === 'express';
  const { departedAt } = flight;
  draft.departedAt = departedAt;
  // declared papers are dated one to five days before the flight
  const postedMs = departedAt - (1 + random.below(5)) * DAY_MS;
  draft.postingDate = dateOf(calendar, postedMs);
  // one in twenty-five is handed in far from the sender's town
  draft.postingOffice = random.chance(0.04) ? random.pick(flight.country.cities).office : city.office;
  // consolidators hand mail of one country to the post of another
  if (!isExpress && (draft.postedIn !== '' || random.chance(0.012))) postElsewhere(random, draft);
  draft.destOffice = isExpress ? 'USMEMX' : inboundOffices.draw(random)[0];
  draft.flight = flight.number;
  if (!isExpress) {
    const [from, to] = [flight.country.cities[0]?.office ?? draft.postingOffice, draft.destOffice];
    const { mailCategory, mailSubclass, postingDate } = draft;
    const dispatch = dispatchId(from, to, mailCategory, mailSubclass, postingDate, flight.dispatch);
    // a receptacle's number begins with its dispatch: most posts send one of the two
    const known = random.below(4);
    if (known < 2) draft.receptacleId = receptacleId(dispatch, random);
    else if (known === 2) draft.dispatchId = dispatch;
  }
  addAdvanceData(random, draft, flight);
  draft.numEvents = random.chance(0.13) ? random.between(1, 4) : 0;
  if (draft.nature === 'returned' && draft.numEvents > 0) draft.wasReturned = random.chance(0.3);
  addPapers(random, draft);
  weigh(random, draft);
}

function postElsewhere(random: Random, draft: Draft): void {
  const [code, office] = random.pick(transitPosts);
  draft.postedIn = code === draft.sender.country ? '' : code;
  if (draft.postedIn === '') return;
  draft.postingOffice = office;
}

const transitPosts: readonly (readonly [string, string])[] = [
  ['HK', 'HKHKGA'],
  ['NL', 'NLAMSA'],
  ['DE', 'DEFRAA'],
  ['GB', 'GBLALA'],
];

function addAdvanceData(random: Random, draft: Draft, flight: Flight): void {
  const { lacks, waiver } = flight.country;
  if (random.chance(lacks.advanceData)) {
    draft.aedWaiver = waiver && random.chance(0.8);
    return;
  }
  const hours = random.chance(0.03) ? -1 - random.below(20) : 2 + random.below(30);
  draft.aedReceivedAt = flight.departedAt - hours * HOUR_MS - random.below(3_600_000);
  if (random.chance(0.15)) draft.aedUpdatedAt = draft.aedReceivedAt + random.between(1, 9) * HOUR_MS;
  else if (random.chance(0.01)) draft.aedUpdatedAt = flight.departedAt + random.between(1, 12) * HOUR_MS;
}

function addPapers(random: Random, draft: Draft): void {
  const isLetter = draft.serviceClass === 'letter_goods';
  if (random.chance(isLetter ? 0.15 : 0.7)) draft.nonDelivery = random.chance(0.75) ? 'return' : 'abandon';
  if (draft.sender.business !== '' && random.chance(0.2)) draft.invoiceNo = `INV${random.between(10_000, 99_999_999)}`;
  if (!isLetter && random.chance(0.08)) draft.insuredMinor = draft.totalMinor;
  if (draft.paymentMethod !== '' || !random.chance(0.025)) return;
  draft.paymentMethod = random.pick(paymentMethods);
  // honest people pay by wallet too
  if (draft.paymentMethod === 'wallet_app' && random.chance(0.1)) payByWallet(draft, fillPattern(random, walletShape));
}

/** Looks like a Bitcoin address; only the chain's own check would tell. */
export const walletShape = 'bc1q^@@#@^#@#^@#@@^#@@^#@#@^@#@#@#^@#@#';

export function payByWallet(draft: Draft, address: string): void {
  draft.paymentMethod = 'crypto';
  draft.walletSymbol = 'XBT';
  draft.walletAddress = address.toLowerCase();
}

const paymentMethods: readonly string[] = ['card', 'card', 'card', 'wallet_app', 'bank_transfer', 'invoice'];

/** The scale agrees within a few percent, but for two lawful items in a hundred, more among returned ones. */
function weigh(random: Random, draft: Draft): void {
  if (!random.chance(0.3)) return;
  const misses = random.chance(draft.nature === 'returned' ? 0.08 : 0.02);
  const factor = misses ? 0.6 + random.unit() : scaleSpread.draw(random);
  draft.scannedG = Math.max(1, Math.round(draft.grossG * factor));
}

function dateOf(calendar: Calendar, ms: number): string {
  const day = Math.floor((ms - calendar.startOf(0)) / DAY_MS);
  return day >= 0 ? (calendar.dates[day] as string) : new Date(ms).toISOString().slice(0, 10);
}
