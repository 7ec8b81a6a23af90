/** Packed bytes of a file as they unpack, held to a growth. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { PosternError } from '../../contract/errors.ts';
import { Growth, type GrowthLimits } from './growth.ts';
import { readBytes, type ZipMember } from './zipDirectory.ts';

const CHUNK_BYTES = 1 << 16;
const LOCAL_BYTES = 30;
const LOCAL = 0x04034b50;
export const STORED = 0;
export const DEFLATED = 8;

export function gunzipped(path: string, name: string, limits: GrowthLimits): AsyncGenerator<Uint8Array> {
  return inflated(path, createGunzip(), { start: 0, end: Infinity }, new Growth(name, limits), (problem) => {
    return new PosternError('BODY_INVALID', `${name}: expected whole gzip data, got what cannot be unpacked`, {
      cause: problem,
    });
  });
}

/** A member that unpacks to more than its directory says is refused as soon as it does. */
export async function* unzipped(
  path: string,
  name: string,
  member: ZipMember,
  limits: GrowthLimits,
): AsyncGenerator<Uint8Array> {
  const broken = (cause?: unknown): PosternError =>
    new PosternError('BODY_INVALID', `${name}: expected a whole member of a zip archive, got a damaged one`, { cause });
  const start = await dataStart(path, member);
  if (start === null) throw broken();
  let [numBytes, sum] = [0, 0];
  if (member.packedBytes > 0) {
    const range = { start, end: start + member.packedBytes - 1 };
    const chunks =
      member.method === STORED
        ? createReadStream(path, { ...range, highWaterMark: CHUNK_BYTES })
        : inflated(path, createInflateRaw(), range, new Growth(name, limits), broken);
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      numBytes += chunk.length;
      if (numBytes > member.plainBytes) throw broken();
      sum = crc32(chunk, sum);
      yield chunk;
    }
  }
  if (numBytes !== member.plainBytes || sum !== member.crc32) throw broken();
}

/** Name and extra field stand before the data, and need not be as long as in the directory. */
async function dataStart(path: string, { offset }: ZipMember): Promise<number | null> {
  const file = await open(path);
  try {
    const header = await readBytes(file, offset, offset + LOCAL_BYTES);
    if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL) return null;
    return offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function* inflated(
  path: string,
  unpacker: ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw>,
  range: { start: number; end: number },
  growth: Growth,
  broken: (cause: unknown) => PosternError,
): AsyncGenerator<Uint8Array> {
  let packedBytes = 0;
  const packed = createReadStream(path, { ...range, highWaterMark: CHUNK_BYTES });
  packed.on('data', (chunk) => {
    packedBytes += chunk.length;
  });
  packed.on('error', (error) => unpacker.destroy(error));
  try {
    for await (const chunk of packed.pipe(unpacker) as AsyncIterable<Buffer>) {
      growth.add(chunk.length, packedBytes);
      yield chunk;
    }
    // what stands behind the packed data is passed over without a word by zlib
    if (unpacker.bytesWritten < packedBytes) throw new RangeError('bytes behind the packed data');
  } catch (error) {
    throw error instanceof PosternError ? error : broken(error);
  } finally {
    packed.destroy();
    unpacker.destroy();
  }
}
