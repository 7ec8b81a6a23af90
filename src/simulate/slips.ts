/** What goes wrong with honest papers: fields left out, slips of the pen, wrong totals. Applied to every parcel alike. */
import type { Random } from '../base/random.ts';
import type { Draft, PartyDraft } from './draft.ts';
import { misspelt } from './names.ts';
import type { Country } from './country.ts';
import { originCountries } from './places.ts';
import { fillPattern } from './pattern.ts';

export function addSlips(random: Random, draft: Draft, country: Country): void {
  const { lacks } = country;
  const { sender, recipient } = draft;
  if (random.chance(lacks.phone)) sender.phone = '';
  else if (random.chance(0.02)) sender.phone = fillPattern(random, random.pick(originCountries).phone);
  if (random.chance(0.1)) recipient.phone = '';
  if (random.chance(lacks.postcode)) sender.postcode = '';
  if (random.chance(lacks.postcode * 0.5)) sender.region = '';
  if (random.chance(0.006)) leaveOut(random, sender);
  if (random.chance(0.003)) leaveOut(random, recipient);
  if (random.chance(0.04)) misspell(random, recipient);
  if (random.chance(0.02)) recipient.postcode = misspelt(random, recipient.postcode);
  // messages that were typed in again carry the nine-digit ZIP
  if (random.chance(0.12)) recipient.postcode += fillPattern(random, '-####');
  if (random.chance(0.1)) recipient.personType = '';
  if (random.chance(0.1)) sender.personType = random.chance(0.5) ? '' : 'unknown';
  if (random.chance(0.03)) spoilTotals(random, draft);
  if (random.chance(0.015)) draft.grossG = -1;
  if (random.chance(0.02)) draft.totalMinor = -1;
  for (const line of draft.lines) if (random.chance(0.03)) line.pieces = -1;
}

function leaveOut(random: Random, party: PartyDraft): void {
  if (random.chance(0.4)) party.name = '';
  else if (random.chance(0.5)) party.name = random.pick(['unknown', 'N/A', 'private', 'x']);
  else party.line1 = '';
}

function misspell(random: Random, party: PartyDraft): void {
  if (random.chance(0.5)) party.name = misspelt(random, party.name);
  else party.line1 = misspelt(random, party.line1);
}

/** A total of one line only, a slip of a digit, or grams for the net of one piece. */
function spoilTotals(random: Random, draft: Draft): void {
  const kind = random.below(3);
  if (kind === 0 && draft.totalMinor > 0) draft.totalMinor += random.between(1, 9) * 10 ** random.between(1, 3);
  else if (kind === 1) draft.totalMinor = draft.lines[0]?.valueMinor ?? draft.totalMinor;
  else if (draft.grossG > 20) draft.grossG -= Math.floor(draft.grossG * (0.05 + 0.2 * random.unit()));
}
