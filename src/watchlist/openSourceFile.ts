/**
 * A file that is to be imported: its first bytes, its bytes as they stream, and its hash. gzip and zip archives are
 * unpacked and other encodings made UTF-8 on the way; a zip archive is as many files as it has members.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PosternError } from '../contract/errors.ts';
import { asUtf8, type Encoding, encodingOf } from './encoding.ts';
import type { Fault } from './faults.ts';
import { Growth, type GrowthLimits, growthLimits } from './packed/growth.ts';
import { hasReturnsOnly, withNewlines } from './lineEnds.ts';
import { packingOf } from './packed/packing.ts';
import { DEFLATED, gunzipped, STORED, unzipped } from './packed/unpack.ts';
import { readZipDirectory, type ZipMember } from './packed/zipDirectory.ts';
import type { SourceFile } from './sources/source.ts';

const START_BYTES = 1 << 16;

export type OpenedFiles = {
  readonly files: readonly SourceFile[];
  /** Members of an archive that cannot be read, by name. */
  readonly faults: readonly Fault[];
  readonly isPacked: boolean;
};

/**
 * @param encoding where the file does not say, or says wrongly; null: by its first bytes
 * @throws PosternError FORMAT_UNSUPPORTED, BODY_INVALID naming what the file is instead
 */
export async function openSourceFiles(
  path: string,
  encoding: Encoding | null = null,
  limits: GrowthLimits = growthLimits,
): Promise<OpenedFiles> {
  const name = basename(path);
  if (!(await stat(path)).isFile()) throw new PosternError('FORMAT_UNSUPPORTED', `${name}: expected a file`);
  const packing = packingOf(await readHead(path));
  if (packing === null)
    return { files: [await openStream(name, () => plain(path), encoding)], faults: [], isPacked: false };
  if (packing === 'gzip') {
    return {
      files: [await openStream(name.replace(/\.gz$/i, ''), () => gunzipped(path, name, limits), encoding)],
      faults: [],
      isPacked: true,
    };
  }
  if (packing === 'zip') return openZip(path, name, encoding, limits);
  throw new PosternError(
    'FORMAT_UNSUPPORTED',
    `${name}: expected plain files, gzip or zip, got ${packing}; unpack it first`,
  );
}

/** @throws PosternError as above, and FORMAT_UNSUPPORTED where an archive does not hold one file */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const { files, faults } = await openSourceFiles(path);
  if (files.length === 1 && faults.length === 0) return files[0];
  const got = `${files.length + faults.length} of which ${faults.length} cannot be read`;
  throw new PosternError('FORMAT_UNSUPPORTED', `${basename(path)}: expected an archive of one file, got ${got}`);
}

/** SHA-256 of the file as it lies on disk. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of plain(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function openZip(
  path: string,
  archive: string,
  encoding: Encoding | null,
  limits: GrowthLimits,
): Promise<OpenedFiles> {
  const file = await open(path);
  const members = await readZipDirectory(file, archive).finally(() => file.close());
  const sum = (of: 'plainBytes' | 'packedBytes'): number => members.reduce((all, member) => all + member[of], 0);
  // a member that is larger than it says is refused where it unpacks
  new Growth(archive, limits).add(sum('plainBytes'), sum('packedBytes'));
  const files: SourceFile[] = [];
  const faults: Fault[] = [];
  for (const member of members) {
    if (member.name.endsWith('/')) continue;
    const name = `${archive}/${member.name}`;
    const refusal = refusalOf(member);
    try {
      if (refusal !== null) throw new PosternError('FORMAT_UNSUPPORTED', `${name}: ${refusal}`);
      files.push(await openStream(name, () => unzipped(path, name, member, limits), encoding));
    } catch (error) {
      if (!(error instanceof PosternError) || error.code === 'BODY_TOO_LARGE') throw error;
      faults.push({ file: name, line: null, reason: error.message.slice(name.length + 2) });
    }
  }
  return { files, faults, isPacked: true };
}

function refusalOf({ isEncrypted, method }: ZipMember): string | null {
  if (isEncrypted) return 'expected a member that is not encrypted';
  if (method !== STORED && method !== DEFLATED)
    return `expected a member that is stored or deflated, got method ${method}`;
  return null;
}

async function openStream(
  name: string,
  packed: () => AsyncIterable<Uint8Array>,
  asked: Encoding | null,
): Promise<SourceFile> {
  const head = await firstBytes(packed());
  const inner = packingOf(head);
  if (inner !== null) {
    throw new PosternError(
      'FORMAT_UNSUPPORTED',
      `${name}: expected a plain file inside, got ${inner}; unpack it first`,
    );
  }
  const encoding = asked ?? encodingOf(name, head);
  const open = (): AsyncIterable<Uint8Array> => asUtf8(packed(), encoding);
  const start = text(encoding === 'utf-8' ? head : await firstBytes(open()));
  if (!hasReturnsOnly(start)) return { name, start, open };
  return { name, start: start.replaceAll('\r', '\n'), open: () => withNewlines(open()) };
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

async function firstBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let numBytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    numBytes += chunk.length;
    if (numBytes >= START_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, START_BYTES);
}

/** Not strict: it only recognises, and may end inside a character. */
function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function plain(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
}
