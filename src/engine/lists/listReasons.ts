/** Hits on lists as officers read them: which list and entry, what of the parcel matches, and how well; nobody's data. */
import type { Evidence, Reason } from '../../contract/decision.ts';
import { listCodes } from '../../contract/reservedCodes.ts';
import { type Corroboration, weightOf } from '../../watchlist/corroboration.ts';
import type { Attribute } from '../../watchlist/index/attributes.ts';
import type { EntriesView } from '../../watchlist/index/entries/open.ts';
import type { OpenLists } from './openLists.ts';
import type { ListHit } from './rowHits.ts';

/** Hits that reasons name; explain names them all. */
const MOST_REASONS = 8;
/** A match below it says nothing by itself: a name that many bear, an address that shares a town. */
const LEAST_SCORE = 0.5;
/** More than one of them can take, encoded in any format. */
const REASON_BYTES = 1024;
export const LIST_REASONS_BYTES: number = MOST_REASONS * REASON_BYTES;
/** Names of lists and ids come from outside. */
const MOST_LETTERS = 64;
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

const whats: Readonly<Record<Attribute, string>> = {
  name: 'name or business',
  address: 'address',
  phone: 'phone',
  email: 'e-mail',
  wallet: 'wallet',
  cas: 'CAS number',
  phrase: 'phrase',
  handle: 'handle',
  pgp: 'PGP fingerprint',
  document: 'document number',
};

/** The best first. */
export function listReasons(lists: OpenLists, hits: readonly ListHit[]): Reason[] {
  return best(hits.filter(({ score }) => score >= LEAST_SCORE))
    .slice(0, MOST_REASONS)
    .map((hit) => listReason(lists, hit));
}

/** All of them, with what is known of the entry. */
export function listEvidence(
  lists: OpenLists,
  hits: readonly ListHit[],
  whyOf: (hit: ListHit) => readonly string[],
): Evidence[] {
  return best(hits).map((hit) => ({
    ...listReason(lists, hit),
    state: 'found',
    why: [...whyOf(hit), ...entryWhy(entriesOf(lists, hit), hit.entry, lists.corroboration)].join('; ') || null,
  }));
}

function best(hits: readonly ListHit[]): ListHit[] {
  return [...hits].sort((one, other) => other.score - one.score);
}

function listReason(lists: OpenLists, hit: ListHit): Reason {
  const { attribute, entry, party, score } = hit;
  const entries = entriesOf(lists, hit);
  const whose = party === null ? 'A' : `The ${party}'s`;
  const listed =
    entries === null ? 'a listed entry' : `entry ${shown(entries.idOf(entry))} of ${shown(entries.listOf(entry))}`;
  const text = `${whose} ${whats[attribute]} ${isExact(attribute) ? 'is' : 'is like'} that of ${listed}, ${score.toFixed(3)}`;
  return { code: listCodes[attribute], source: 'list', weight: null, text };
}

const isExact = (attribute: Attribute): boolean => attribute !== 'name' && attribute !== 'address';

function entriesOf(lists: OpenLists, { isDelta }: ListHit): EntriesView | null {
  return (isDelta ? lists.delta : lists.base)?.entries ?? null;
}

function entryWhy(entries: EntriesView | null, entry: number, table: Corroboration): string[] {
  if (entries === null) return [];
  const programmes = entries.programmesOf(entry).map(shown);
  const confidence = entries.confidenceOf(entry);
  const weight = weightOf(table, confidence);
  return [
    `entry: ${entries.kindOf(entry)}`,
    ...(programmes.length > 0 ? [`programmes ${programmes.join(', ')}`] : []),
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
    ...(weight < 1 ? [`its source is not sure of it: scores count ${weight.toFixed(2)} times`] : []),
    `TLP:${entries.handlingOf(entry).toUpperCase()}`,
  ];
}

function shown(text: string): string {
  const letters = [...text.replaceAll(UNPRINTABLE, ' ')];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : letters.join('');
}
