/** Why a hit is one, for officers who ask: what of the parcel it is, how it agrees, and why it is not higher. */
import type { Parcel, Party } from '../../contract/parcel.ts';
import { nameDetail, rarityDetail } from '../../watchlist/compare/name.ts';
import { nameScores } from '../../watchlist/compare/nameScores.ts';
import { prepareName } from '../../watchlist/compare/preparedName.ts';
import { pairedBits } from '../../watchlist/compare/rarity.ts';
import { scoreNames } from '../../watchlist/compare/scoreNames.ts';
import type { Corroboration } from '../../watchlist/corroboration.ts';
import type { Attribute } from '../../watchlist/index/attributes.ts';
import { listedAddressWords } from '../../watchlist/index/addresses/listedWords.ts';
import { listedName } from '../../watchlist/index/names/listedName.ts';
import { addressWords } from '../../watchlist/text/addressWords.ts';
import { nameParts } from '../../watchlist/text/nameParts.ts';
import type { ListSegment, OpenLists } from './openLists.ts';
import type { ListHit } from './rowHits.ts';

const ofParty: Readonly<Partial<Record<Attribute, string>>> = {
  name: 'in name or business of the',
  address: 'in the address of the',
  phone: 'in the phone of the',
  email: 'in the e-mail of the',
};
/** What the kernels of identifiers say above the attribute: src/watchlist/compare says how they came to it. */
const identifierDetails = [
  'the same text',
  'the same, written otherwise',
  'only the last nine digits are the same',
  "the same with the country code of the party's country",
];

/** @param hits all of the parcel, this one among them */
export function whyListed(lists: OpenLists, hit: ListHit, hits: readonly ListHit[], parcel: Parcel): string[] {
  const segment = hit.isDelta ? lists.delta : lists.base;
  return [
    placeOf(hit),
    ...(segment === null ? [] : howAlike(segment, hit, hit.party === null ? undefined : parcel[hit.party])),
    ...notHigher(lists.corroboration, hit, hits),
  ];
}

function placeOf({ attribute, party }: ListHit): string {
  const place = party === null ? undefined : ofParty[attribute];
  return place === undefined ? 'in goods, explanation or payment' : `${place} ${party}`;
}

function howAlike(segment: ListSegment, hit: ListHit, party: Party | undefined): readonly string[] {
  const { attribute, found } = hit;
  if (attribute === 'name') return party === undefined ? [] : howNamed(segment, hit, party);
  if (attribute === 'address') return party === undefined ? [] : howPlaced(segment, found, party);
  return attribute === 'phrase' ? [] : identifierDetails.slice(found, found + 1);
}

/** The one of name, business and the names within them that is more alike. */
function howNamed({ index, entries }: ListSegment, { entry, found }: ListHit, party: Party): readonly string[] {
  const { names } = index.parts;
  const listed = names && listedName(names, entry, found);
  if (!listed || entries === null) return [];
  const kind = entries.kindOf(entry);
  const other = prepareName(listed.text, kind);
  const texts = [party.name, party.business].flatMap((text) => (text ? [text, ...nameParts(text)] : []));
  const compared = texts.map((text) => {
    const mine = prepareName(text, kind);
    return { mine, match: scoreNames(mine, other) };
  });
  const [best] = compared.sort((one, two) => two.match.score - one.match.score);
  if (best === undefined) return [];
  const bits = listed.bits.map((each, place) => each * (other.words[place]?.weight ?? 0));
  const score = best.match.score * (listed.isWeak ? nameScores.weakAlias : 1);
  return [
    `listed as "${listed.text}"`,
    ...nameDetail(best.mine, other, best.match),
    ...(listed.isWeak ? ['the list calls this alias weak'] : []),
    rarityDetail(score, pairedBits(best.match.pairs, bits)),
  ];
}

function howPlaced({ index }: ListSegment, address: number, party: Party): readonly string[] {
  const { addresses } = index.parts;
  if (addresses === null) return [];
  const { addressLines = [], city, region, postcode, country } = party;
  const text = [...(addressLines ?? []), city, region, postcode, country].filter(Boolean).join(', ');
  const mine = new Set(addressWords(text).words.map((word) => word.text));
  const listed = listedAddressWords(addresses, address);
  const missing = listed.filter((word) => !mine.has(word));
  return [
    `listed as "${listed.join(' ')}"`,
    missing.length === 0 ? 'every listed word and number is there' : `only the list has "${missing.join(' ')}"`,
  ];
}

/** What else of the entry matches the same party, or that nothing does. */
function notHigher({ alone }: Corroboration, hit: ListHit, hits: readonly ListHit[]): readonly string[] {
  const { attribute, entry, isDelta, party } = hit;
  const others = hits.filter(
    (one) => one.entry === entry && one.isDelta === isDelta && one.party === party && one.attribute !== attribute,
  );
  if (others.length > 0) return [`with it, of the same entry: ${others.map((one) => one.attribute).join(', ')}`];
  return alone[attribute] < 1 ? [`not higher: only this matches, which alone reaches ${alone[attribute]} at most`] : [];
}
