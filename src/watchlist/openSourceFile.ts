/** A file that is to be imported: its first bytes, its bytes as they stream, unpacked where it is gzip, and its hash. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { PosternError } from '../contract/errors.ts';
import type { SourceFile } from './sources/source.ts';

const START_BYTES = 1 << 16;
/** A packed file may grow so far; text grows tenfold, a bomb a thousandfold. */
const MOST_GROWTH = 200;
const FREE_BYTES = 1 << 28;

/** @throws PosternError FORMAT_UNSUPPORTED for archives of several files */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const head = await readHead(path);
  const name = basename(path);
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3) {
    throw new PosternError(
      'FORMAT_UNSUPPORTED',
      `${name}: expected plain files or gzip, got a zip archive; unpack it first`,
    );
  }
  if (head[0] === 0xff && head[1] === 0xfe) {
    throw new PosternError('FORMAT_UNSUPPORTED', `${name}: expected UTF-8, got UTF-16; convert it first`);
  }
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const stream = (): AsyncIterable<Uint8Array> => (isPacked ? unpacked(path, name) : plain(path));
  return {
    name: isPacked ? name.replace(/\.gz$/, '') : name,
    start: isPacked ? await startOf(stream()) : text(head),
    open: stream,
  };
}

/** SHA-256 of the file as it lies on disk. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of plain(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const head = new Uint8Array(START_BYTES);
    const { bytesRead } = await file.read(head, 0, START_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function startOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  for await (const chunk of chunks) return text(chunk.subarray(0, START_BYTES));
  return '';
}

/** Not strict: it only recognises, and may end inside a character. */
function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function plain(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
}

async function* unpacked(path: string, name: string): AsyncGenerator<Uint8Array> {
  let [packedBytes, plainBytes] = [0, 0];
  const packed = createReadStream(path, { highWaterMark: 1 << 16 });
  packed.on('data', (chunk) => {
    packedBytes += chunk.length;
  });
  const gunzip = packed.pipe(createGunzip());
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      plainBytes += chunk.length;
      if (plainBytes > FREE_BYTES && plainBytes > packedBytes * MOST_GROWTH) {
        throw new PosternError(
          'BODY_TOO_LARGE',
          `${name}: expected a file that grows at most ${MOST_GROWTH} times, got more; unpack it yourself if it is meant`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof PosternError) throw error;
    throw new PosternError('BODY_INVALID', `${name}: expected whole gzip data, got what cannot be unpacked`, {
      cause: error,
    });
  } finally {
    packed.destroy();
  }
}
