/**
 * The tile: the control block that every stage of the core is called with, and the sizes around it.
 *
 * A worker owns one control block. TypeScript fills in addresses once and the input range per batch; each stage
 * reads what the stages before it wrote. All words are u32 byte addresses or counts, at these byte offsets.
 */
export const tileWords = {
  /** Next unread input byte; a scan advances it to the first byte of the first row it did not take. */
  inputNext: 0,
  inputEnd: 4,
  /** Rows of this tile, and the most it may hold. */
  numRows: 8,
  maxRows: 12,
  /** Rows whose status is not 0: their answer is made by the explained path. */
  numFlagged: 16,
  /** Span tables: rows, then the repeated groups with the items used and the most they hold. */
  rows: 20,
  lines: 24,
  numLines: 28,
  maxLines: 32,
  wallets: 36,
  numWallets: 40,
  maxWallets: 44,
  events: 48,
  numEvents: 52,
  maxEvents: 56,
  /** Decoded text of strings that had escapes or doubled quotes; a tile starts at arenaStart. */
  arenaStart: 60,
  arenaNext: 64,
  arenaEnd: 68,
  /** Known keys and learned literals of this worker (writable). */
  keyTables: 72,
  /** Column plan of a CSV input; 0 for other codecs. */
  csvPlan: 76,
  /** Limits a row is held to. */
  maxRowBytes: 80,
  maxNesting: 84,
  /** Reference tables of the bundle (lexicon, norms, rates, countries): read only. */
  reference: 88,
  /** Feature columns, f32, column-major: column c of row r at features + c * columnBytes + 4 * r. */
  features: 92,
  columnBytes: 96,
  /** Signals in, f32 columns of the same stride; 0 is neutral (all missing). */
  signals: 100,
  /** Findings, u64 a row; rule hits, (u32 first, u32 count) in the hit list a row; margins, f64 a row; actions, u8 a row. */
  findings: 104,
  ruleHits: 108,
  margins: 112,
  actions: 116,
  /** Compiled forest and compiled rules of the bundle, and the forest's scratch. */
  forest: 120,
  forestScratch: 124,
  rules: 128,
  /** Rows answered by TypeScript: (u32 address, u32 length) a row; length 0 is none. See answer/. */
  asides: 132,
  /** Where answer bytes go: next free byte and end. */
  answerNext: 136,
  answerEnd: 140,
  /** Bundle hash as 32 lower-case hex characters. */
  bundleHash: 144,
  /** Scratch of the feature stage. */
  textScratch: 148,
  /** Words of the action names: see answer/. */
  numUnknownKeys: 152,
  /** 1 where a carrier reads the answers, else 0. */
  forCarrier: 156,
  /** Hit list: numbers of the rules that hit, u16, rising within a row. Next free entry, as a count from its start. */
  hitList: 160,
  hitListNext: 164,
  /** Step of the calibration of each row, u16; and the text of each step as answers have it. 0 for no probabilities. */
  steps: 168,
  stepTexts: 172,
  /** Rules that ended in an error on this tile: (u32 rule, u32 0, mask of rows) each, and their number. */
  ruleErrors: 176,
  numRuleErrors: 180,
  /** Scratch of the rule stage. */
  ruleScratch: 184,
  /** List index of the bundle, and of what changed since; 0 for none. */
  lists: 188,
  listDelta: 192,
  /** Control block of the match stage: listStage.ts. */
  listStage: 196,
} as const;

/** Text of one step: at most 47 bytes, and their number in the last. */
export const STEP_TEXT_BYTES = 48;
/** A tile may be decided twice, for its answers and for a log, which need not have one format. */
export const STEP_TEXT_TABLES = 2;

export const TILE_CONTROL_BYTES = 256;
/** Rows of one tile: small enough that all of it stays in the second-level cache from scan to answer. */
export const TILE_ROWS = 256;
/** Readable bytes that must lie on both sides of any input, so that wide loads may overrun. */
export const INPUT_PADDING = 64;
/** Items of the repeated groups in one tile: what 256 ordinary rows need, and a whole row's limit beyond. */
export const TILE_LINES = 2048;
export const TILE_WALLETS = 512;
export const TILE_EVENTS = 1024;

/** Row status bits set by the core. Any bit sends the row to the explained path, which names the fault exactly. */
export const rowStatus = {
  syntax: 1,
  utf8: 2,
  tooLong: 4,
  tooDeep: 8,
  tooManyItems: 16,
  duplicateKey: 32,
  wrongType: 64,
  required: 128,
  textTooLong: 256,
  outOfRange: 512,
  code: 1024,
  date: 2048,
  /** Nothing wrong: a number that the fast path cannot read exactly. */
  slowNumber: 4096,
} as const;
