/** How a network's parcel differs from an ordinary one. `no_sign` does not differ at all: it caps what can be found. */
import type { Random } from '../base/random.ts';
import { MAX_GRAMS, sumUp } from './consignment.ts';
import { precursors, pressWordings } from './declarations.ts';
import type { Draft, LineDraft } from './draft.ts';
import { goods } from './goods.ts';
import { misspelt, personName } from './names.ts';
import type { Network, Story } from './networks.ts';
import type { Population } from './parties.ts';
import { fillPattern } from './pattern.ts';
import { Spread } from './shapes.ts';
import { payByWallet } from './transport.ts';

const doseSpread = new Spread(0.12);

type Tell = (random: Random, draft: Draft, network: Network, population: Population) => void;

/** Before the journey: parties, goods, weights. Scale readings of the journey are told by `retell`. */
export const tellStory: Readonly<Record<Story, Tell>> = {
  seller_fan_out(random, draft, network) {
    sendByTemplate(random, draft, network);
    makeHome(draft);
  },
  recipient_cluster(random, draft, network, population) {
    declareTemplate(random, draft, network);
    draft.recipient = population.recipient(network.recipient);
    const { recipient } = draft;
    // the same door under other names
    if (random.chance(0.35)) recipient.name = personName(random, 'english', 0);
    else if (random.chance(0.2)) recipient.name = misspelt(random, recipient.name);
    if (random.chance(0.08)) recipient.phone = fillPattern(random, '+861^#########');
    makeHome(draft);
    if (random.chance(0.3)) draft.sender = { ...network.sender };
  },
  weight_misfit(random, draft, network) {
    sendByTemplate(random, draft, network);
    const factor = random.chance(0.75) ? 3.2 + 4 * random.unit() : 0.12 + 0.12 * random.unit();
    fill(random, draft, network.template.article.pieceG * factor);
  },
  precursor(random, draft, network) {
    sendByTemplate(random, draft, network);
    const substance = random.pick(precursors);
    const line = draft.lines[0] as LineDraft;
    const how = random.below(4);
    if (how === 0) line.description = `${substance.name} CAS ${substance.cas}`;
    else if (how === 1) line.description = random.pick(substance.aliases);
    else if (how === 2) line.description = `intermediate ${substance.cas}`;
    // or only the number tells: a dull text with a controlled HS
    if (how === 3 || random.chance(0.4)) line.hsCode = substance.hs6;
    fill(random, draft, random.between(20, 100) * 10);
  },
  press_parts(random, draft, network) {
    sendByTemplate(random, draft, network);
    const article = random.pick(goods.machines);
    const line = draft.lines[0] as LineDraft;
    line.description = random.chance(0.7) ? random.pick(pressWordings) : random.pick(article.descriptions);
    if (line.hsCode !== '') line.hsCode = article.hs6;
    fill(random, draft, article.pieceG * doseSpread.draw(random));
    makeHome(draft);
  },
  swapped_return(_random, draft) {
    draft.nature = 'returned';
    draft.explanation = '';
  },
  no_sign() {},
};

/** After the journey, what the scale of the facility reads. */
export function retell(random: Random, draft: Draft, story: Story): void {
  if (story === 'swapped_return') {
    draft.wasReturned = true;
    draft.numEvents = random.between(2, 4);
    // the swap shows only where the facility weighs it
    if (random.chance(0.85))
      draft.scannedG = draft.grossG + Math.max(60, Math.round(draft.grossG * (0.15 + 0.7 * random.unit())));
  } else if (story === 'seller_fan_out' && draft.aedReceivedAt >= 0 && random.chance(0.1)) {
    // the declaration comes when the mail is under way
    draft.aedReceivedAt = draft.departedAt + random.between(1, 30 * 3600) * 1000;
  } else if (story === 'weight_misfit' && random.chance(0.4)) {
    draft.scannedG = draft.grossG + random.between(220, 1500);
  }
}

function sendByTemplate(random: Random, draft: Draft, network: Network): void {
  draft.sender = { ...network.sender };
  declareTemplate(random, draft, network);
}

function declareTemplate(random: Random, draft: Draft, network: Network): void {
  const { template } = network;
  const line = { ...template.line };
  const netIsKnown = (draft.lines[0] as LineDraft).netG >= 0;
  line.netG = Math.max(5, Math.round(line.netG * doseSpread.draw(random)));
  draft.lines = [line];
  sumUp(random, draft);
  if (!netIsKnown) line.netG = -1;
  draft.nature = draft.nature === 'gift' ? 'gift' : 'sale';
  draft.explanation = '';
  draft.preferredService = template.service;
  if (random.chance(0.06)) draft.postedIn = 'transit';
  if (random.chance(0.12) && network.wallet !== '') payByWallet(draft, network.wallet);
}

/** The one line weighs this much, declared and packed as anyone would. */
function fill(random: Random, draft: Draft, netG: number): void {
  const line = draft.lines[0] as LineDraft;
  line.netG = Math.min(MAX_GRAMS - 1500, Math.max(5, Math.round(netG)));
  sumUp(random, draft);
}

function makeHome({ recipient }: Draft): void {
  recipient.business = '';
  recipient.personType = 'natural';
  if (recipient.addressType === 'business') recipient.addressType = 'residence';
}
