/**
 * Folded text of other scripts in Latin letters, roughly as names are romanised. Chinese characters are read as Mandarin
 * unless they are a Japanese name known here; Arabic and Hebrew give their consonants, but for common names.
 */
import { HANGUL, hangulSpelling } from './hangul.ts';
import { indicSpelling, INDIC } from './indic.ts';
import { japaneseSpelling, knownSpelling } from './knownSpellings.ts';
import { HAN, hanSpelling, letterReading } from './readings.ts';

const cyrillic =
  'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya ' +
  'і i ї i є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz қ k ғ g ң n ө o ү u ұ u һ h ә a җ j';
const greek = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o';
const arabic =
  'ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و u ي i ى a ة a ء _ ٱ a پ p چ ch ژ zh ک k گ g ی i ے i ہ h ھ h ں n ٹ t ڈ d ڑ r ۀ h ئ i ؤ u أ a إ i آ a ٠ 0 ١ 1 ٢ 2 ٣ 3 ٤ 4 ٥ 5 ٦ 6 ٧ 7 ٨ 8 ٩ 9 ۰ 0 ۱ 1 ۲ 2 ۳ 3 ۴ 4 ۵ 5 ۶ 6 ۷ 7 ۸ 8 ۹ 9';
const hebrew =
  'א a ב v ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t';
const kana =
  'あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa を o ん n ー _';
const armenianGeorgian =
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h ' +
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev';

/** By code point. */
const letters = new Map<number, string>();
for (const table of [cyrillic, greek, arabic, hebrew, kana, armenianGeorgian]) {
  const parts = table.split(' ');
  for (let i = 0; i + 1 < parts.length; i += 2)
    letters.set(parts[i].codePointAt(0) as number, parts[i + 1] === '_' ? '' : parts[i + 1]);
}

const KATAKANA = [0x30a1, 0x30f6];
const KATAKANA_SHIFT = 0x60;
const LATIN_ONLY = /^[\x20-\x7e]*$/;
const OTHER_WORDS = /[\u0080-\uffff]+/g;
const ARABIC = /^[\u0600-\u06ff]/;
const ABDULLAH = /عبد الله/g;
const ABDUL_APART = /عبد ال/g;
/** Servant of the ..., as one word; and the article. Shorter words only begin so. */
const [ABDUL, ARTICLE] = ['عبدال', 'ال'];
const LEAST_AFTER = 3;
/** Thai vowels that are written before the consonant that they follow. */
const THAI_TURNED = /([เแโใไ])([ก-ฮ])/g;

export function toLatin(folded: string): string {
  if (LATIN_ONLY.test(folded)) return folded;
  return folded
    .replaceAll(HAN, hanWords)
    .replaceAll(HANGUL, (run, at: number) => ` ${hangulSpelling(run, at === 0)} `)
    .replaceAll(ABDULLAH, 'عبدالله')
    .replaceAll(ABDUL_APART, ABDUL)
    .replaceAll(OTHER_WORDS, spelling);
}

/** Where each word stands as such: names of Chinese characters have no blanks, or one behind the family name. */
function hanWords(run: string, at: number): string {
  const joined = run.replace(' ', '');
  return ` ${japaneseSpelling(joined) ?? hanSpelling(joined, at === 0)} `;
}

function spelling(word: string): string {
  const known = knownSpelling(word);
  if (known !== undefined) return known;
  if (ARABIC.test(word)) return arabicSpelling(word);
  return lettersOf(INDIC.test(word) ? indicSpelling(word) : word.replaceAll(THAI_TURNED, '$2$1'));
}

function arabicSpelling(word: string): string {
  for (const [start, latin] of [
    [ABDUL, 'abdul '],
    [ARTICLE, 'al '],
  ]) {
    if (word.startsWith(start) && word.length >= start.length + LEAST_AFTER)
      return latin + spelling(word.slice(start.length));
  }
  // at the start of a word these are consonants
  const first = word[0] === 'و' ? 'w' : word[0] === 'ي' || word[0] === 'ی' ? 'y' : null;
  return first === null ? lettersOf(word) : first + lettersOf(word.slice(1));
}

function lettersOf(word: string): string {
  let latin = '';
  for (const letter of word) {
    const code = letter.codePointAt(0) as number;
    // katakana lie beside hiragana
    const isKatakana = code >= KATAKANA[0] && code <= KATAKANA[1];
    latin += letters.get(isKatakana ? code - KATAKANA_SHIFT : code) ?? letterReading(code) ?? letter;
  }
  return latin;
}
