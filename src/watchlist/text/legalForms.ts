/** What kind of company a name ends or begins with: many spellings, one short form. */

/** Short form, then how it is written out, each as folded words. Source: common registers; not complete. */
const forms: readonly (readonly [form: string, ...spellings: string[]])[] = [
  [
    'ltd',
    'limited',
    'private limited',
    'pvt ltd',
    'pte ltd',
    'pty ltd',
    'limited company',
    'co ltd',
    'company limited',
    'co limited',
    'corporation limited',
    'you xian gong si',
    'gu fen you xian gong si',
    'you xian ze ren gong si',
  ],
  [
    'llc',
    'limited liability company',
    'limited liability co',
    'ooo',
    'tov',
    'ltd liability co',
    'obshchestvo s ogranichennoy otvetstvennostyu',
  ],
  [
    'inc',
    'incorporated',
    'corp',
    'corporation',
    'co',
    'company',
    'and co',
    'and company',
    'cia',
    'compania',
    'compagnie',
  ],
  ['plc', 'public limited company', 'public ltd co'],
  [
    'jsc',
    'joint stock company',
    'joint stock co',
    'oao',
    'ao',
    'pao',
    'zao',
    'ojsc',
    'cjsc',
    'pjsc',
    'open joint stock company',
    'closed joint stock company',
    'public joint stock company',
    'aktsionernoe obshchestvo',
    'joynt stock company',
  ],
  ['ag', 'aktiengesellschaft', 'akg'],
  ['gmbh', 'gesellschaft mit beschrankter haftung', 'mbh', 'gmbh and co kg', 'gesmbh'],
  [
    'sa',
    'societe anonyme',
    'sociedad anonima',
    'sa de cv',
    'sociedad anonima de capital variable',
    'sab de cv',
    's en c',
    'cv',
  ],
  ['sas', 'societe par actions simplifiee', 'sociedad por acciones simplificada'],
  [
    'sarl',
    'srl',
    'societe a responsabilite limitee',
    'sociedad de responsabilidad limitada',
    'ltda',
    'limitada',
    'e u',
  ],
  ['spa', 'societa per azioni'],
  ['spzoo', 'sp z oo', 'sp zoo', 'spolka z ograniczona odpowiedzialnoscia', 'sp z o o'],
  ['bv', 'besloten vennootschap'],
  ['nv', 'naamloze vennootschap'],
  ['ab', 'aktiebolag', 'aktiebolaget'],
  ['as', 'aktieselskab', 'aksjeselskap', 'anonim sirketi', 'a s'],
  ['oy', 'oyj', 'osakeyhtio'],
  ['kk', 'kabushiki kaisha'],
  ['sdnbhd', 'sdn bhd', 'bhd', 'berhad'],
  ['lp', 'limited partnership'],
  ['llp', 'limited liability partnership'],
  ['se', 'societas europaea'],
  ['est', 'establishment'],
  ['fze', 'free zone establishment', 'fzco', 'fz llc', 'fzc'],
  ['pt', 'perseroan terbatas', 'tbk'],
  ['kg', 'kommanditgesellschaft'],
  ['ev', 'eingetragener verein'],
  ['ead', 'eood', 'ood', 'ad', 'doo', 'dd', 'sro', 'as', 'kft', 'zrt'],
];

const formOf = new Map<string, string>();
/** Words of a spelling, joined by a blank, to its short form. */
export const legalForms: ReadonlyMap<string, string> = formOf;
for (const [form, ...spellings] of forms)
  for (const text of [form, ...spellings]) if (!formOf.has(text)) formOf.set(text, form);
/** Words of the longest spelling. */
export const LONGEST_FORM: number = Math.max(...[...formOf.keys()].map((text) => text.split(' ').length));
/** A bit for each number of words that a spelling has which begins, or ends, with a word: most names need no look-up. */
const lengthsByFirst = new Map<string, number>();
const lengthsByLast = new Map<string, number>();
for (const text of formOf.keys()) {
  const words = text.split(' ');
  addLength(lengthsByFirst, words[0], words.length);
  addLength(lengthsByLast, words[words.length - 1], words.length);
}

function addLength(lengths: Map<string, number>, word: string, length: number): void {
  lengths.set(word, (lengths.get(word) ?? 0) | (1 << length));
}

export type Company = { readonly words: readonly string[]; readonly forms: readonly string[] };

/** Legal forms are taken from either end, longest spelling first; at least one word stays. */
export function withoutLegalForms(tokens: readonly string[]): Company {
  let [from, to] = [0, tokens.length];
  const found: string[] = [];
  for (let more = true; more; ) {
    more = false;
    const starts = lengthsByFirst.get(tokens[from]) ?? 0;
    const ends = lengthsByLast.get(tokens[to - 1]) ?? 0;
    if ((starts | ends) === 0) break;
    for (let length = Math.min(LONGEST_FORM, to - from - 1); length > 0 && !more; length--) {
      if ((((starts | ends) >>> length) & 1) === 0) continue;
      const last = formOf.get(tokens.slice(to - length, to).join(' '));
      const first = formOf.get(tokens.slice(from, from + length).join(' '));
      if (last !== undefined) to -= length;
      else if (first !== undefined) from += length;
      if (last !== undefined || first !== undefined) {
        found.push((last ?? first) as string);
        more = true;
      }
    }
  }
  return { words: tokens.slice(from, to), forms: found };
}
