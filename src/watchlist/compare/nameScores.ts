/**
 * What likeness is worth and difference costs when names are compared, for both sides: the core takes these numbers
 * from here. Chosen on the labelled pairs, see the README of src/watchlist.
 */
export const nameScores = {
  equal: 1,
  sound: 0.94,
  /** Short words sound alike by chance. */
  shortSound: 0.82,
  nickname: 0.9,
  initial: 0.75,
  consonants: 0.8,
  joined: 0.97,
  /** A changed first letter, in edits. */
  otherStart: 0.15,

  /** Per unit of weight that stands against it on both sides. */
  contradicted: 1.5,
  contradictionScale: 0.25,
  /** From here on two words are taken for one, mistyped. */
  typingTrust: 0.72,
  /** Where a father is taken for a son, or a name of one short word is mistyped. */
  littleTrust: 0.2,
  /** From how alike two words are to how far they are taken for one: slowly falling to the knee, then fast. */
  typingKnee: 0.75,
  typingSlope: 0.9,
  typingFall: 4,
  leastTypingTrust: 0.05,
  /** Per unit of weight that one name has and the other leaves out. */
  leftOutOfPerson: 0.25,
  leftOutOfOrganisation: 0.3,
  /** A single common word is thin ground. */
  thin: 0.3,
  /** A country that only one of two names holds sets branches apart. */
  placeLeftOut: 2.5,
  reordered: 0.985,
  otherForm: 0.98,

  /** What a name counts that the publisher calls weak. */
  weakAlias: 0.96,
} as const;
