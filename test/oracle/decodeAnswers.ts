/** Answers of the formats that the product only writes, read back by a library or by plain means. */
import { unpackMultiple } from 'msgpackr';
import type { Action, Answer } from '../../src/contract/decision.ts';

/** A sequence of maps, or one array of them. */
export function decodeMsgpackAnswers(bytes: Uint8Array): Answer[] {
  return bytes.length === 0 ? [] : ((unpackMultiple(bytes) ?? []).flat() as Answer[]);
}

/** What a CSV line carries: reasons are codes with weights, requests texts, errors their code and place, and no bundle is named. */
export type CsvAnswer =
  | { itemId: string; action: Action; score: number; probability?: number; reasons: string[] }
  | { itemId: string; action: Action; requests: string[] }
  | { itemId: string; error: string; pointer: string };

/** Every line of a whole CSV answer, the header line first. */
export function decodeCsvAnswers(bytes: Uint8Array): CsvAnswer[] {
  const [header, ...records] = csvRecords(Buffer.from(bytes).toString('utf8'));
  return records.map((record): CsvAnswer => {
    const { itemId, action, score, probability, reasons, requests, error, pointer } = Object.fromEntries(
      header.map((name, column) => [name, record[column]]),
    );
    if (error !== '') return { itemId, error, pointer };
    const decided = { itemId, action: action as Action };
    if (requests !== undefined) return { ...decided, requests: requests === '' ? [] : requests.split(' | ') };
    return {
      ...decided,
      score: Number(score),
      ...(probability !== '' && { probability: Number(probability) }),
      reasons: reasons === '' ? [] : reasons.split(' '),
    };
  });
}

/** Fields of each line: quoted with doubled quotes, or plain up to the next comma or newline. */
function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\n]*))([,\n])/y;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    record.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === '\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}
