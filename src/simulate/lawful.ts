/** One ordinary parcel of a flight: its parties, goods, service and papers, before slips of the pen. */
import type { Random } from '../base/random.ts';
import { type Flight } from './calendar.ts';
import { addLine, forgetNetWeights, type Habits, habitsOf, sumUp } from './consignment.ts';
import { dualUse } from './declarations.ts';
import type { Draft, PartyDraft } from './draft.ts';
import { type Article, type GoodsClass, goods, goodsClassChoice } from './goods.ts';
import { firmName } from './names.ts';
import type { Population } from './parties.ts';
import { fillPattern } from './pattern.ts';
import type { Country } from './country.ts';
import { Choice, heavyRank } from './shapes.ts';

const shopsShare = 0.74;
const shopsPerPercent = 60;
const numSenders = 400_000;

type Share = readonly [string, number];
const byShare = (...shares: readonly Share[]): Choice<Share> => new Choice(shares, ([, share]) => share);
const firmNature = byShare(['sale', 94.5], ['sample', 2], ['returned', 2], ['gift', 1.5]);
const personNature = byShare(
  ['gift', 53],
  ['sale', 15],
  ['other', 13],
  ['returned', 9],
  ['documents', 4],
  ['sample', 2],
  ['', 4],
);

/** An empty draft with both parties; the sender chooses the goods. */
export function makeLawful(random: Random, population: Population, flight: Flight): Draft {
  const { country } = flight;
  const isShop = random.chance(shopsShare);
  let sender: PartyDraft;
  let habits: Habits;
  if (isShop) {
    const shop = population.shop(country, heavyRank(random, Math.ceil(country.share * shopsPerPercent)));
    sender = { ...shop.party };
    habits = shopHabits(shop.ships, country, random);
  } else {
    const skew = random.unit();
    sender = population.sender(country, Math.floor(numSenders * skew * skew));
    habits = habitsOf(random, country, goodsClassChoice.draw(random)[0], false);
  }
  const draft = blankDraft(sender, population.anyRecipient(random), country);
  draft.nature = (isShop ? firmNature : personNature).draw(random)[0];
  fillContents(random, draft, country, habits);
  return draft;
}

/** A shop keeps to its goods and its way of filling in forms: both come from its own number. */
function shopHabits(ships: number, country: Country, random: Random): Habits {
  const share = (ships >>> 20) / 4096;
  const goodsClass = share < 0.3 ? goodsClassChoice.draw(random)[0] : classByNumber(ships);
  return {
    hsDigits: (ships & 255) / 256 < country.lacks.hs * 0.7 ? 0 : ([6, 6, 8, 10][(ships >>> 8) & 3] as number),
    givesNetWeight: ((ships >>> 10) & 255) / 256 >= country.lacks.netWeight,
    roundsToG: [1, 1, 5, 10][(ships >>> 12) & 3] as number,
    prices: (ships >>> 14) % 3,
    goodsClass,
  };
}

function classByNumber(ships: number): GoodsClass {
  const part = (ships & 0xfff) / 4096;
  if (part < 0.33) return 'clothing';
  if (part < 0.54) return 'electronics';
  if (part < 0.68) return 'media';
  if (part < 0.81) return 'beauty';
  return part < 0.996 ? 'other' : 'industrial';
}

function fillContents(random: Random, draft: Draft, country: Country, habits: Habits): void {
  if (random.chance(1 / 12_000)) return addTwin(random, draft, country, habits);
  const more = random.below(100);
  const numLines = more < 74 ? 1 : more < 91 ? 2 : more < 97 ? 3 : 4;
  for (let i = 0; i < numLines; i++)
    addLine(random, draft.lines, random.pick(goods[habits.goodsClass]), country, habits);
  sumUp(random, draft);
  if (!habits.givesNetWeight) forgetNetWeights(draft.lines);
  if (draft.nature === 'documents') (draft.lines[0] as { description: string }).description = 'printed documents';
  if (draft.nature === 'other') draft.explanation = random.pick(explanations);
}

const explanations: readonly string[] = [
  'personal belongings',
  'repair',
  'loan for exhibition',
  'prize',
  'moving house',
];

/** Lawful twins of the strongest signs: laboratory supply of watched substances, and press parts with their papers. */
function addTwin(random: Random, draft: Draft, country: Country, habits: Habits): void {
  const isMachine = random.chance(0.45);
  const article = isMachine ? random.pick(goods.machines) : substanceArticle(random);
  // one in three goes to a hobbyist's home
  const isHome = random.chance(isMachine ? 0.3 : 0.15);
  addLine(random, draft.lines, article, country, { ...habits, hsDigits: random.chance(0.8) ? 6 : 0 });
  sumUp(random, draft);
  if (isHome) return;
  const { recipient } = draft;
  recipient.business = firmName(random, 'english');
  recipient.personType = 'legal';
  recipient.addressType = random.chance(0.6) ? 'business' : '';
  recipient.line2 = '';
  if (isMachine) draft.deaTransactionId = fillPattern(random, 'IMP-^#######');
  else if (random.chance(0.7)) draft.licenceNo = fillPattern(random, 'LIC^#####');
}

function substanceArticle(random: Random): Article {
  const substance = random.pick(dualUse);
  const texts = [substance.name, `${substance.name} CAS ${substance.cas}`, ...substance.aliases];
  return { goods: 'industrial', hs6: substance.hs6, pieceG: 620, pieceEur: 55, pieces: 2, descriptions: texts };
}

function blankDraft(sender: PartyDraft, recipient: PartyDraft, country: Country): Draft {
  return {
    itemId: '',
    postedIn: '',
    carrierId: '',
    serviceClass: '',
    preferredService: '',
    mailCategory: '',
    mailSubclass: '',
    postingDate: '',
    postingOffice: '',
    destOffice: '',
    receptacleId: '',
    dispatchId: '',
    flight: '',
    aedReceivedAt: -1,
    aedUpdatedAt: -1,
    aedWaiver: false,
    departedAt: 0,
    sender,
    recipient,
    nature: '',
    explanation: '',
    grossG: -1,
    scannedG: -1,
    currency: country.currency,
    minorPerEur: country.minorPerEur,
    totalMinor: -1,
    postageMinor: -1,
    insuredMinor: -1,
    nonDelivery: '',
    lines: [],
    licenceNo: '',
    invoiceNo: '',
    deaTransactionId: '',
    paymentMethod: '',
    walletSymbol: '',
    walletAddress: '',
    numEvents: 0,
    wasReturned: false,
  };
}
