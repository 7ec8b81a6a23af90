// The core's export list. Compiled twice, with and without SIMD: one list, two builds, the same bits.
export { writeAnswersCsv } from './answer/csv';
export { writeAnswersMsgpack } from './answer/msgpack';
export { writeAnswersNdjson } from './answer/ndjson';
export { matchRules } from './rules/match';

/** First byte after the static data. */
export function heapBase(): usize {
  return __heap_base;
}

export { writeFeatures } from './features/writeFeatures';
export { gatherLists } from './match/stage/gather';
export { matchLists } from './match/stage/match';
export { checkRows } from './record/checkRows';
export { scanJson } from './scan/json/scanJson';
export { cutCsv } from './scan/cutCsv';
export { cutJson } from './scan/cutJson';
export { cutMsgpack } from './scan/cutMsgpack';
export { scanCsv } from './scan/csv/scanCsv';
export { scanMsgpack } from './scan/msgpack/scanMsgpack';
export { scoreColumnsF32, scoreColumnsF64, scoreRowsF32, scoreRowsF64 } from './forest/score';
export { explainF32, explainF64 } from './contributions/explain';
export { matchFreeText } from './match/identifiers/freeText';
export { keyTexts, probeTexts, reportText } from './match/identifiers/probeTexts';
export { matchEmail, matchExact, matchPhone, matchWallet } from './match/identifiers/single';
export { matchPhrases } from './match/phrases/match';
export { sipHash } from './base/sipHash';
export { hmacSha256, prepareBlindedKeys } from './match/blinded/hmac';
export { matchBlindedText } from './match/blinded/freeText';
export { matchBlinded } from './match/blinded/match';
export { matchAddress } from './match/addresses/matchAddress';
export { matchName } from './match/names/matchName';
