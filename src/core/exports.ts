/**
 * What the core exports. Addresses are bytes in the shared memory. `tile` is the address of a control block
 * (tile.ts); a stage reads what earlier stages wrote there and never allocates.
 */
export interface CoreExports {
  /** First byte after the static data: nothing of ours lies below it. */
  heapBase(): number;
  /** The memory the instance was given. */
  readonly memory: WebAssembly.Memory;
  /** Functions that the core calls by number: place 0 is empty, emitted forests take places after it. */
  readonly table: WebAssembly.Table;

  /**
   * Find row boundaries in the next `[at, end)` bytes of a body, resuming from `state`. Returns the address just
   * after the last complete row, or 0 when none ended. See cutters.ts for the state block.
   */
  cutJson(state: number, at: number, end: number): number;
  cutMsgpack(state: number, at: number, end: number): number;
  cutCsv(state: number, at: number, end: number): number;

  /** Bytes to spans: takes rows until the tile is full or the input ends. Returns the number of rows. */
  scanJson(tile: number): number;
  scanMsgpack(tile: number): number;
  scanCsv(tile: number): number;

  /** Codes, dates, ranges, lengths and required fields: sets status bits. Returns the number of flagged rows. */
  checkRows(tile: number): number;

  /**
   * Rows against lists, a portion at a time: what of them is to be matched, from `firstRow` on; returns the row after
   * the last. Then, once TypeScript has folded what is not ASCII, the hits and signals of those rows.
   */
  gatherLists(tile: number, firstRow: number): number;
  matchLists(tile: number, firstRow: number, endRow: number): void;

  /** Feature columns and findings of the rows that have status 0. */
  writeFeatures(tile: number): void;

  /** Margins of `numRows` rows, f64 out; `values` are column-major, columns `strideBytes` apart. */
  scoreColumnsF32(
    forest: number,
    values: number,
    strideBytes: number,
    numRows: number,
    margins: number,
    scratch: number,
  ): void;
  scoreColumnsF64(
    forest: number,
    values: number,
    strideBytes: number,
    numRows: number,
    margins: number,
    scratch: number,
  ): void;
  /** The same from row-major values, rows `strideBytes` apart. */
  scoreRowsF32(
    forest: number,
    values: number,
    strideBytes: number,
    numRows: number,
    margins: number,
    scratch: number,
  ): void;
  scoreRowsF64(
    forest: number,
    values: number,
    strideBytes: number,
    numRows: number,
    margins: number,
    scratch: number,
  ): void;

  /**
   * What each feature adds to one row's margin: `[output][feature]` f64 to `out`. `section` is what lowerContributions
   * made of the same forest; values of the row lie `strideBytes` apart.
   */
  explainF32(forest: number, section: number, values: number, strideBytes: number, out: number, scratch: number): void;
  explainF64(forest: number, section: number, values: number, strideBytes: number, out: number, scratch: number): void;

  /** Findings to rule hits. */
  matchRules(tile: number): void;

  /**
   * A name against the part `names` of a list index: hits to `out` (src/watchlist/index/attributes.ts), best first, at
   * most `most`. `kind` is 0 unknown, 1 person, 2 organisation. nameMatcher.ts says more.
   */
  matchName(
    names: number,
    text: number,
    length: number,
    kind: number,
    scratch: number,
    out: number,
    most: number,
  ): number;

  /** Answers of rows from `firstRow` on; returns the first row that did not fit, or the number of rows. */
  writeAnswersNdjson(tile: number, firstRow: number): number;
  writeAnswersMsgpack(tile: number, firstRow: number): number;
  writeAnswersCsv(tile: number, firstRow: number): number;

  /**
   * Identifiers of a list index's part `identifiers`: hits of HIT_BYTES to `out`, best first, at most `most`, one an
   * entry and attribute. Texts are ASCII as on the wire, or as kernelText makes them; wallets and free text as on the
   * wire. Up to 15 bytes behind a text are read. Returns the number of hits.
   */
  matchPhone(part: number, text: number, length: number, scratch: number, out: number, most: number): number;
  matchEmail(part: number, text: number, length: number, scratch: number, out: number, most: number): number;
  matchWallet(part: number, text: number, length: number, scratch: number, out: number, most: number): number;
  /** Of the attribute `kind`: a handle, a PGP fingerprint, the number of a document or of a substance. */
  matchExact(
    part: number,
    kind: number,
    text: number,
    length: number,
    scratch: number,
    out: number,
    most: number,
  ): number;
  /**
   * Many texts at once, records of TEXT_BYTES (listStage.ts) with kind and spans: keys of the `kinds` (a bit an
   * attribute) for any part; then where each is listed, a slot (0: nowhere) `slotAt` bytes into its record; then hits.
   */
  keyTexts(kinds: number, texts: number, numTexts: number, scratch: number): void;
  probeTexts(part: number, texts: number, numTexts: number, slotAt: number): void;
  reportText(part: number, text: number, slot: number, scratch: number, out: number, most: number): number;
  /** Wallets, e-mails, CAS numbers, PGP fingerprints and handles anywhere in the text. */
  matchFreeText(part: number, text: number, length: number, scratch: number, out: number, most: number): number;
  /** Of the part `phrases`: the longest first; the bytes of a phrase lie above the attribute in a hit's detail. */
  matchPhrases(part: number, text: number, length: number, scratch: number, out: number, most: number): number;

  /** SipHash-2-4 of a text under the 16 bytes at `key`; up to 7 bytes behind it are read. */
  sipHash(key: number, text: number, length: number): bigint;
  /**
   * Blinded lists: keys by kind (BlindKeys.coreKeys) become the states of HMAC-SHA-256 in their place; a state's digest
   * of a message to `out`, 32 bytes; entries whose name or identifier a text is, as hits (HIT_*) to `out`, at most `most`.
   * `scratch`: BLINDED_SCRATCH_BYTES.
   */
  prepareBlindedKeys(keys: number, scratch: number): void;
  hmacSha256(state: number, message: number, length: number, out: number, scratch: number): void;
  matchBlinded(
    blinded: number,
    keys: number,
    attribute: number,
    text: number,
    length: number,
    scratch: number,
    out: number,
    most: number,
  ): number;

  /**
   * Entries with an address that the text contains, best first, one hit an entry (watchlist/index/attributes.ts); see
   * assembly/match/addresses for the text. `scratch` is as large as the part says, and zero before its first use.
   */
  matchAddress(addresses: number, text: number, length: number, scratch: number, out: number, most: number): number;

  /** Identifiers that are words of a free text as it came. */
  matchBlindedText(
    blinded: number,
    keys: number,
    text: number,
    length: number,
    scratch: number,
    out: number,
    most: number,
  ): number;
}
