/**
 * Folded text of other alphabets in Latin letters, roughly as names are romanised. Alphabets only: Chinese
 * characters and scripts with inherent vowels stay as they are. Arabic and Hebrew give their consonants.
 */
const cyrillic =
  'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya ' +
  'і i ї i є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz қ k ғ g ң n ө o ү u ұ u һ h ә a җ j';
const greek = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o';
const arabic =
  'ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و u ي i ى a ة a ء _ ٱ a پ p چ ch ژ zh ک k گ g ی i ے i ہ h ھ h ں n ٹ t ڈ d ڑ r ۀ h ئ i ؤ u أ a إ i آ a';
const hebrew =
  'א a ב v ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t';
const kana =
  'あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa を o ん n ー _';
const armenianGeorgian =
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h ' +
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev';

const letters = new Map<string, string>();
for (const table of [cyrillic, greek, arabic, hebrew, kana, armenianGeorgian]) {
  const parts = table.split(' ');
  for (let i = 0; i + 1 < parts.length; i += 2) letters.set(parts[i], parts[i + 1] === '_' ? '' : parts[i + 1]);
}

/** Revised Romanisation of Korean (2000), without its sound changes between syllables. */
const hangulFirst = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ');
const hangulVowel = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const hangulLast = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
const HANGUL_START = 0xac00;
const HANGUL_END = 0xd7a3;
const KATAKANA_SHIFT = 0x60;
const LATIN_ONLY = /^[\x20-\x7e]*$/;

export function toLatin(folded: string): string {
  if (LATIN_ONLY.test(folded)) return folded;
  let latin = '';
  for (const letter of folded) latin += letterOf(letter);
  return latin;
}

function letterOf(letter: string): string {
  const code = letter.codePointAt(0) as number;
  if (code < 128) return letter;
  if (code >= HANGUL_START && code <= HANGUL_END) {
    const at = code - HANGUL_START;
    const parts = [hangulFirst[Math.floor(at / 588)], hangulVowel[Math.floor((at % 588) / 28)], hangulLast[at % 28]];
    return parts.join('').replaceAll('_', '');
  }
  // katakana lie beside hiragana
  const hiragana = code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - KATAKANA_SHIFT) : letter;
  return letters.get(hiragana) ?? letter;
}
