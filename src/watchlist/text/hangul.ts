/**
 * Hangul as names are romanised: each syllable is a word, since given names are written joined, split and with a
 * hyphen. Vowels as in McCune-Reischauer without its marks (Jong, Un), which the other spellings sound like; family
 * names as their bearers write them.
 */
const firsts = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i'.split(' ');
const lasts = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
const families: ReadonlyMap<string, string> = tableOf(
  '김 kim 이 lee 리 ri 박 park 최 choi 정 jung 강 kang 조 cho 윤 yoon 장 jang 임 lim 림 rim 한 han 오 oh 서 seo 신 shin 권 kwon 황 hwang 안 ahn ' +
    '송 song 류 ryu 유 yoo 전 jeon 홍 hong 고 ko 문 moon 양 yang 손 son 배 bae 백 baek 허 heo 남 nam 심 shim 노 noh 하 ha 곽 kwak 성 sung 차 cha ' +
    '주 joo 우 woo 구 koo 민 min 진 jin 지 ji 엄 um 원 won 천 chun 방 bang 공 kong 현 hyun 함 ham 변 byun 염 yum 여 yeo 추 choo 도 do 석 seok 선 sun 설 seol 마 ma 길 gil 연 yeon 위 wi 표 pyo 명 myung 기 ki 반 ban 왕 wang 금 keum 옥 ok 육 yook 인 in 맹 maeng 제 je 모 mo 탁 tak 국 kook 어 eo 은 eun 편 pyun 용 yong',
);
const START = 0xac00;
const END = 0xd7a3;
/** A family name is one syllable, a given one two at most, rarely three. */
const LONGEST_NAME = 4;

export const HANGUL: RegExp = /[\uac00-\ud7a3]+/g;

/** @param run syllables of a word; @param isFirst whether the text begins with it */
export function hangulSpelling(run: string, isFirst: boolean): string {
  const syllables = [...run];
  const family = isFirst && syllables.length <= LONGEST_NAME ? families.get(syllables[0]) : undefined;
  return [family ?? syllable(syllables[0]), ...syllables.slice(1).map(syllable)].join(' ');
}

function syllable(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code < START || code > END) return letter;
  const at = code - START;
  const parts = [firsts[Math.floor(at / 588)], vowels[Math.floor((at % 588) / 28)], lasts[at % 28]];
  return parts.join('').replaceAll('_', '');
}

function tableOf(text: string): ReadonlyMap<string, string> {
  const words = text.split(' ');
  return new Map(Array.from({ length: words.length / 2 }, (_, i) => [words[2 * i], words[2 * i + 1]]));
}
