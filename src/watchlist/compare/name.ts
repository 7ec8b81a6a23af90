import type { EntryKind } from '../entry.ts';
import type { Comparator, Comparison } from './comparator.ts';
import { type PreparedName, prepareName } from './preparedName.ts';
import { type NameMatch, scoreNames } from './scoreNames.ts';
import type { Likeness } from './words.ts';

const hows: Readonly<Record<Likeness, string>> = {
  equal: '=',
  sound: 'sounds as',
  nickname: 'is a form of',
  typing: 'differs by typing from',
  consonants: 'has the consonants of',
  initial: 'is an initial of',
  joined: 'written as one with',
  different: 'is not',
};

/** A comparator for names of one kind: people's names may lack words that companies' may not. */
export function nameComparator(kind: EntryKind): Comparator<string> {
  return {
    kind: 'name',
    title: 'Words of both names are paired by spelling, sound and known short forms; what contradicts counts most',
    compare: (query, listed) => compareNames(prepareName(query, kind), prepareName(listed, kind)),
  };
}

function compareNames(query: PreparedName, listed: PreparedName): Comparison {
  const match = scoreNames(query, listed);
  return { score: match.score, detail: nameDetail(query, listed, match) };
}

/** In words: every pair, what stands alone, and what it cost. */
export function nameDetail(query: PreparedName, listed: PreparedName, match: NameMatch): string[] {
  const words = ({ words }: PreparedName, places: readonly number[]): string =>
    places.map((place) => words[place].text).join(' ');
  const { pairs, alone, isReordered } = match;
  const [mine, other] = [words(query, alone.from), words(listed, alone.to)];
  return [
    ...pairs.map(({ from, to, how, score }) => {
      const share = how === 'equal' ? '' : ` (${score.toFixed(2)})`;
      return `${words(query, from)} ${hows[how]} ${words(listed, to)}${share}`;
    }),
    ...(mine !== '' && other !== '' ? [`against it: "${mine}" where the list has "${other}"`] : []),
    ...(mine !== '' && other === '' ? [`the list does not have "${mine}"`] : []),
    ...(mine === '' && other !== '' ? [`only the list has "${other}"`] : []),
    ...(isReordered ? ['in another order'] : []),
    ...formDetail(query, listed),
  ];
}

/** How alike, and how much the words say that agree. */
export function rarityDetail(score: number, bits: number): string {
  const parties = Number((2 ** bits).toPrecision(2)).toLocaleString('en');
  const chance = `by chance with about one party in ${parties}`;
  return `alike to ${score.toFixed(3)}; words that agree tell ${bits.toFixed(1)} bits: ${chance}`;
}

function formDetail({ forms: mine }: PreparedName, { forms: other }: PreparedName): string[] {
  if (mine.length === 0 || other.length === 0 || mine.some((form) => other.includes(form))) return [];
  return [`another legal form: ${mine.join(' ')}, ${other.join(' ')}`];
}
