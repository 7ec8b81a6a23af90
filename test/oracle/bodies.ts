/** Parcels as bodies of each format, bodies cut at odd places, and answers of each format read back. */
import { Packr } from 'msgpackr';
import { type Answer, isRowError } from '../../src/contract/decision.ts';
import type { Format } from '../../src/contract/formats.ts';
import { type CsvAnswer, decodeCsvAnswers, decodeMsgpackAnswers } from './decodeAnswers.ts';

const packr = new Packr({ useRecords: false });

const encoders: Readonly<Record<Format, (rows: readonly unknown[]) => Uint8Array>> = {
  ndjson: (rows) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  json: (rows) => Buffer.from(JSON.stringify(rows)),
  msgpack: (rows) => Buffer.concat(rows.map((row) => packr.pack(row))),
  csv: (rows) => Buffer.from(csvOf(rows)),
};

const decoders: Readonly<Record<Format, (bytes: Uint8Array) => readonly (Answer | CsvAnswer)[]>> = {
  ndjson: (bytes) =>
    textOf(bytes)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Answer),
  json: (bytes) => JSON.parse(textOf(bytes)) as Answer[],
  msgpack: decodeMsgpackAnswers,
  csv: decodeCsvAnswers,
};

export function encodeBody(format: Format, rows: readonly unknown[]): Uint8Array {
  return encoders[format](rows);
}

export function decodeBody(format: Format, bytes: Uint8Array): readonly (Answer | CsvAnswer)[] {
  return decoders[format](bytes);
}

/** Answers with what the format can carry of them: CSV has no texts, no bundle and no null. */
export function answersIn(format: Format, answers: readonly Answer[]): readonly (Answer | CsvAnswer)[] {
  if (format !== 'csv') return answers;
  return answers.map((answer): CsvAnswer => {
    if (isRowError(answer)) {
      return { itemId: answer.itemId ?? '', error: answer.error.code, pointer: answer.error.pointer };
    }
    const { itemId, action, score, probability, reasons } = answer;
    if (score === undefined) return { itemId, action, requests: reasons.map(({ text }) => text) };
    const named = reasons.map(({ code, weight }) => (weight === null ? code : `${code}:${weight}`));
    return { itemId, action, score, ...(probability !== undefined && { probability }), reasons: named };
  });
}

/** The body in chunks of the given sizes, over and over. */
export async function* pieces(body: Uint8Array, ...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let piece = 0; at < body.length; piece++) {
    const end = at + sizes[piece % sizes.length];
    yield body.subarray(at, end);
    at = end;
  }
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

function csvOf(rows: readonly unknown[]): string {
  const cells = rows.map((row) => new Map(leavesOf(row, '')));
  const header = [...new Set(cells.flatMap((row) => [...row.keys()]))];
  const lines = cells.map((row) => header.map((name) => quoted(row.get(name) ?? '')).join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function leavesOf(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`));
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
