/** What is in the parcel and what it weighs, costs and declares: weight and value follow from the goods. */
import type { Random } from '../base/random.ts';
import { harmlessCas } from './declarations.ts';
import type { Draft, LineDraft } from './draft.ts';
import { type Article, type GoodsClass, goods, vagueDescriptions } from './goods.ts';
import type { Country } from './country.ts';
import { Spread } from './shapes.ts';

export const MAX_GRAMS = 31_500;
const weightSpread = new Spread(0.5);
const valueSpread = new Spread(0.95);
const packSpread = new Spread(0.5);

/** How one sender fills in forms; chosen once for a shop, each time for a person. */
export type Habits = {
  /** Digits of the HS number, 0 when none is given. */
  readonly hsDigits: number;
  readonly givesNetWeight: boolean;
  readonly roundsToG: number;
  /** 0 exact, 1 prices in .99, 2 round prices. */
  readonly prices: number;
  readonly goodsClass: GoodsClass;
};

export function addLine(random: Random, lines: LineDraft[], article: Article, country: Country, habits: Habits): void {
  const pieces = article.pieces === 1 || random.chance(0.6) ? 1 : random.between(1, article.pieces);
  let trueG = pieces * article.pieceG * weightSpread.draw(random);
  // lawful misfits: a bundle declared as one piece, or an empty box of something heavy
  const misfit = random.below(100);
  if (misfit === 0) trueG *= 2 + 3 * random.unit();
  else if (misfit === 1) trueG *= 0.25 + 0.2 * random.unit();
  const netG = Math.max(1, Math.round(trueG / habits.roundsToG) * habits.roundsToG);
  lines.push({
    description: describe(random, article),
    pieces,
    netG,
    valueMinor: priced(pieces * article.pieceEur * valueSpread.draw(random), country, habits.prices),
    hsCode: habits.hsDigits === 0 ? '' : hsNumber(article.hs6, habits.hsDigits, random),
    originCountry: random.chance(0.7) ? originOf(random, article, country) : '',
  });
}

/** Totals, packing and the weight of the whole, from the lines. */
export function sumUp(random: Random, draft: Draft): void {
  let netG = 0;
  let minor = 0;
  for (const line of draft.lines) {
    netG += line.netG;
    minor += line.valueMinor;
  }
  draft.totalMinor = minor;
  draft.grossG = Math.min(MAX_GRAMS, Math.round(netG + (40 + netG * 0.09) * packSpread.draw(random)));
}

function describe(random: Random, article: Article): string {
  const plain = article.descriptions[0] as string;
  if (article.goods === 'industrial' && random.chance(0.25)) {
    const cas = harmlessCas[plain];
    if (cas !== undefined) return random.chance(0.5) ? `${plain} CAS ${cas}` : `${plain}, ${cas}`;
  }
  return random.chance(0.05) ? random.pick(vagueDescriptions) : random.pick(article.descriptions);
}

function hsNumber(hs6: string, digits: number, random: Random): string {
  // three in a hundred numbers belong to other goods
  const number = random.chance(0.03) ? random.pick(goods[random.chance(0.5) ? 'other' : 'clothing']).hs6 : hs6;
  if (digits === 6) return number;
  return digits === 8 ? `${number}00` : `${number}0090`;
}

function originOf(random: Random, article: Article, country: Country): string {
  const made = article.goods === 'electronics' || article.goods === 'clothing' ? 0.55 : 0.15;
  return country.code !== 'CN' && random.chance(made) ? 'CN' : country.code;
}

function priced(eur: number, country: Country, prices: number): number {
  const minor = Math.max(1, Math.round(eur * country.minorPerEur));
  const whole = country.currency === 'JPY' ? 1 : 100;
  if (prices === 1 && minor > whole * 2) return Math.max(1, Math.round(minor / whole) * whole - (whole === 1 ? 20 : 1));
  if (prices === 2) return Math.max(whole, Math.round(minor / (whole * 5)) * whole * 5);
  return minor;
}

export function habitsOf(random: Random, country: Country, goodsClass: GoodsClass, isFirm: boolean): Habits {
  const hsLess = isFirm ? country.lacks.hs * 0.7 : Math.min(0.9, country.lacks.hs * 2.5);
  return {
    hsDigits: random.chance(hsLess) ? 0 : random.chance(0.6) ? 6 : random.chance(0.5) ? 10 : 8,
    givesNetWeight: !random.chance(country.lacks.netWeight),
    roundsToG: random.chance(0.5) ? 1 : random.chance(0.6) ? 10 : 50,
    prices: random.below(3),
    goodsClass,
  };
}

export function forgetNetWeights(lines: readonly LineDraft[]): void {
  for (const line of lines) line.netG = -1;
}
