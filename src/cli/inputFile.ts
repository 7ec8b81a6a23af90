/** What a command reads: a file or standard input, as chunks, with its format and length where they are known. */
import { createReadStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { type Format, formatNames } from '../contract/formats.ts';

export type Input = {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes in all, or undefined for a pipe. */
  readonly totalBytes: number | undefined;
};

const READ_BYTES = 1 << 20;

const formatByExtension: Readonly<Record<string, Format>> = {
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.json': 'json',
  '.msgpack': 'msgpack',
  '.mpk': 'msgpack',
  '.csv': 'csv',
};

/** @param path a file, or `-` for standard input */
export function openInput(path: string): Input {
  if (path === '-') return { chunks: process.stdin as AsyncIterable<Buffer>, totalBytes: undefined };
  const found = statSync(path);
  return {
    chunks: createReadStream(path, { highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>,
    totalBytes: found.isFile() ? found.size : undefined,
  };
}

/** The format that was asked for, or that the file name tells, or NDJSON. */
export function inputFormat(path: string, asked: string | undefined): Format {
  if (asked !== undefined) return parseFormat(asked);
  return formatByExtension[extname(path).toLowerCase()] ?? 'ndjson';
}

export function parseFormat(word: string): Format {
  const format = formatNames.find((name) => name === word);
  if (!format) throw new RangeError(`expected a format of ${formatNames.join(', ')}, got "${word}"`);
  return format;
}
