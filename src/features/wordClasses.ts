/** What the lexicon knows of a word or phrase: bits that a text collects from its words. */
export const wordClasses = {
  /** Too vague to be accepted alone as a description. */
  stop: 1,
  /** Says nothing of the goods: articles, units, counts. */
  filler: 2,
  /** Names a tablet press, a capsule filler or a part of one outright. */
  press: 4,
  /** Press, die, punch, mould: speaks of pressing only beside a dosage word. */
  pressPart: 8,
  /** Tablet, pill, capsule. */
  dosage: 16,
  pharmacy: 32,
  chemical: 64,
  powder: 128,
  /** Name or alias of a listed precursor or analogue. */
  precursor: 256,
  /** Stands for a party that is not named. */
  placeholder: 512,
  /** Legal forms and trade words in the name of a party. */
  company: 1024,
} as const;

export type WordClass = keyof typeof wordClasses;

/** Places of the four counts that each word adds to, in bits of a u64. No text has 65,536 words. */
export const wordCounts = {
  stop: 0,
  placeholder: 16,
  /** Words of a known goods class. */
  known: 32,
  /** Stop and filler words that would count as content but for that: see isContentShape. */
  notContent: 48,
} as const;

/** Whether a word may say something of the goods by its shape: no number, and more than one byte. */
export function isContentShape(word: string): boolean {
  return word.length > 1 && !(word >= '0' && word < ':');
}
