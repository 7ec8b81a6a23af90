/**
 * Traffickers: who sends what to whom, over weeks. A network keeps most of what identifies it (phone, address,
 * wallet, template of declaration) and changes one thing at a time.
 */
import { Random } from '../base/random.ts';
import { addLine, habitsOf } from './consignment.ts';
import { dullArticles } from './declarations.ts';
import type { LineDraft, PartyDraft } from './draft.ts';
import { type Article, goods, goodsClassChoice } from './goods.ts';
import { firmName, personName } from './names.ts';
import { emailOf, type Population } from './parties.ts';
import { fillPattern } from './pattern.ts';
import type { City, Country } from './country.ts';
import { originCountries } from './places.ts';
import { Choice } from './shapes.ts';
import { walletShape } from './transport.ts';

export const stories = [
  'seller_fan_out',
  'recipient_cluster',
  'weight_misfit',
  'precursor',
  'press_parts',
  'swapped_return',
  'no_sign',
] as const;
export type Story = (typeof stories)[number];

/** Share of illicit parcels and the usual size of a network, in parcels. */
export const storyMix: Readonly<Record<Story, { readonly share: number; readonly from: number; readonly to: number }>> =
  {
    seller_fan_out: { share: 0.25, from: 6, to: 40 },
    recipient_cluster: { share: 0.15, from: 3, to: 10 },
    weight_misfit: { share: 0.15, from: 1, to: 6 },
    precursor: { share: 0.1, from: 1, to: 6 },
    press_parts: { share: 0.05, from: 1, to: 4 },
    swapped_return: { share: 0.05, from: 1, to: 2 },
    no_sign: { share: 0.25, from: 1, to: 1 },
  };

/** One way of declaring, kept for many parcels. */
type Template = {
  article: Article;
  /** The one line, the same on each parcel, as an honest sender of such goods might fill it in. */
  line: LineDraft;
  service: string;
};

export type Network = {
  readonly id: number;
  readonly story: Story;
  readonly country: Country;
  readonly random: Random;
  city: City;
  sender: PartyDraft;
  template: Template;
  /** The one who receives, where there is one; -1 for a stranger each time. */
  readonly recipient: number;
  readonly wallet: string;
  /** The day the first seizure became known; officers look for the network from then on. */
  knownFromDay: number;
};

/** Where traffickers post from: seeds of the corridor table. */
const corridors: Choice<readonly [string, number]> = new Choice(
  [
    ['CN', 45],
    ['HK', 8],
    ['IN', 9],
    ['GB', 8],
    ['DE', 7],
    ['CA', 6],
    ['MX', 6],
    ['NL', 5],
    ['FR', 2],
    ['PL', 2],
    ['ES', 1],
    ['DO', 1],
  ] as const,
  ([, share]) => share,
);
const templateServices = ['ems', 'ems', 'letter_goods', 'letter_goods', 'letter_goods', 'parcel', 'ecommerce_parcel'];

export function makeNetwork(seed: number, id: number, story: Story, population: Population): Network {
  const random = new Random(seed, 77, id);
  const [code] = corridors.draw(random);
  const country = originCountries.find((candidate) => candidate.code === code) as Country;
  const city = random.pick(country.cities);
  return {
    id,
    story,
    country,
    random,
    city,
    sender: makeSender(random, country, city, population),
    template: makeTemplate(random, country),
    recipient: story === 'recipient_cluster' ? random.below(3_000_000) : -1,
    wallet: random.chance(0.5) ? fillPattern(random, walletShape) : '',
    knownFromDay: Infinity,
  };
}

function makeSender(random: Random, country: Country, city: City, population: Population): PartyDraft {
  const party = { ...population.sender(country, random.below(400_000)) };
  party.city = city.name;
  party.region = city.region;
  party.postcode = fillPattern(random, city.postcode);
  rename(random, party, country);
  return party;
}

/** A firm that exists on paper, or a person. */
function rename(random: Random, party: PartyDraft, country: Country): void {
  const isFirm = random.chance(0.6);
  party.business = isFirm ? firmName(random, country.culture) : '';
  party.name = isFirm && random.chance(0.5) ? party.business : personName(random, country.culture, 0.3);
  party.personType = isFirm ? 'legal' : 'natural';
  party.addressType = isFirm && random.chance(0.5) ? 'business' : '';
}

/** One network in three is careless: it declares goods that weigh nothing like what is in the parcel. */
function makeTemplate(random: Random, country: Country): Template {
  const lines: LineDraft[] = [];
  const article = random.chance(0.5) ? random.pick(dullArticles) : random.pick(goods[goodsClassChoice.draw(random)[0]]);
  addLine(random, lines, article, country, habitsOf(random, country, article.goods, random.chance(0.6)));
  const line = lines[0] as LineDraft;
  if (random.chance(0.33)) line.netG = random.between(8, 95) * 10;
  return { article, line, service: random.pick(templateServices) };
}

/** After a parcel, now and then, one thing changes; the phone and the address never in one step. */
export function changeSomething(network: Network): void {
  const { random, sender, country } = network;
  if (!random.chance(0.18)) return;
  const what = random.below(20);
  if (what < 9) rename(random, sender, country);
  else if (what < 14) network.template = makeTemplate(random, country);
  else if (what < 17) sender.phone = fillPattern(random, country.phone);
  else if (what < 18) sender.email = emailOf(random, country.mailDomain);
  else moveHouse(network);
}

function moveHouse({ random, sender, country, city }: Network): void {
  sender.line1 = fillPattern(random, country.street);
  sender.postcode = fillPattern(random, city.postcode);
}
