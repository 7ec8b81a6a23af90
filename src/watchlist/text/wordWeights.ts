/** How much a word of a name says about who it is: 1 for most, less for what half the world shares. */
import { onFirstUse } from '../../base/onFirstUse.ts';

const words = (text: string): readonly string[] => text.split(' ');
const setOf = (text: string): ReadonlySet<string> => new Set(words(text));

/** What stands before a father's name: who follows is another person. */
export const filial: ReadonlySet<string> = setOf('bin ben ibn bint binti binte ould wuld son');
const particles = setOf(
  'al el ul ur as ad az an ar at bin ben ibn bint binti binte ould wuld bou abu abou um umm oum van von der den de da do dos das del della di du la le les los las y e i zu ter ten st af av uz',
);
const titles = setOf(
  'mr mrs ms miss dr prof professor eng sir lord lady haji hajji hajj hadji alhaj mullah mulla mawlawi maulavi molvi maulana mufti qari sheikh shaikh shaykh sheik cheikh sayyid sayyed said sayid seyed syed imam ayatollah general gen colonel col major maj captain capt commander president minister don dona jr sr junior senior ii iii hon',
);
/** Words that many companies carry. */
const generic = setOf(
  'group holding holdings international intl global trading trade import export services service company corporation enterprise enterprises industries industrial industry development investment investments management solutions systems technology technologies general national bank banco shipping maritime marine transport logistics construction engineering partners ventures foundation association organization organisation institute center centre office agency network networks products company commercial financial finance capital gruppe groupe grupo consulting resources energy petroleum oil gas',
);
const links = setOf(
  'the of and for in on at by to de del la el y e et und der die das le les du des i da do van o a s',
);

/** Countries by their English names, folded; of one word. Made from the regions that the runtime knows. */
const places: () => ReadonlySet<string> = onFirstUse(countryWords);

function countryWords(): ReadonlySet<string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = letters.flatMap((a) => letters.map((b) => names.of(a + b)));
  const single = found.filter((name) => name !== undefined && /^[\p{L}]+$/u.test(name)).map((name) => String(name));
  return new Set([
    ...single.map((name) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()),
    ...words(
      'uk usa us uae america russia asia africa kong zealand korea london york paris dubai moscow norge deutschland espana brasil suisse schweiz',
    ),
  ]);
}

/** All words that have another role than `content` somewhere. */
export const roleWords: () => ReadonlySet<string> = onFirstUse(
  () => new Set([...filial, ...particles, ...titles, ...generic, ...links, ...places()]),
);

export type WordRole = 'content' | 'particle' | 'title' | 'generic' | 'link' | 'place' | 'number';

export function personRole(word: string): WordRole {
  if (titles.has(word)) return 'title';
  return particles.has(word) ? 'particle' : 'content';
}

export function organisationRole(word: string): WordRole {
  if (/^\d+$/.test(word)) return 'number';
  if (links.has(word)) return 'link';
  if (places().has(word)) return 'place';
  return generic.has(word) ? 'generic' : 'content';
}

/** Their order is that of their numbers in an index. */
export const wordRoles: readonly WordRole[] = ['content', 'particle', 'title', 'generic', 'link', 'place', 'number'];

export const roleWeights: Readonly<Record<WordRole, number>> = {
  content: 1,
  particle: 0.2,
  title: 0.1,
  generic: 0.6,
  link: 0.1,
  place: 0.8,
  number: 0.8,
};
