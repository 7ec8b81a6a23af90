/**
 * The directory at the end of a zip archive (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16): what members it has and
 * where. The local headers are not believed. Archives of more than 4 GiB or 65,535 members are refused.
 */
import type { FileHandle } from 'node:fs/promises';
import { PosternError } from '../../contract/errors.ts';

export type ZipMember = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly crc32: number;
  /** Of the local header. */
  readonly offset: number;
};

const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const MEMBER_BYTES = 46;
const [END, MEMBER] = [0x06054b50, 0x02014b50];
const MOST_MEMBERS = 10_000;
const MOST_DIRECTORY_BYTES = 1 << 24;
/** In fields of 32 bits: the value stands elsewhere, in a form that is not read. */
const ELSEWHERE = 0xffffffff;

/** @throws PosternError BODY_INVALID or FORMAT_UNSUPPORTED with what is wrong */
export async function readZipDirectory(file: FileHandle, name: string): Promise<ZipMember[]> {
  const refuse = (code: 'BODY_INVALID' | 'FORMAT_UNSUPPORTED', got: string): never => {
    throw new PosternError(code, `${name}: expected a whole zip archive, got ${got}`);
  };
  const { size } = await file.stat();
  const tail = await readBytes(file, Math.max(0, size - END_BYTES - MOST_COMMENT), size);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + END_BYTES > tail.length || tail.readUInt32LE(end) !== END)
    return refuse('BODY_INVALID', 'one without a directory');
  const [numMembers, numBytes, start] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (tail.readUInt16LE(end + 4) !== 0) return refuse('FORMAT_UNSUPPORTED', 'one of several volumes');
  if (start === ELSEWHERE || numMembers === 0xffff) return refuse('FORMAT_UNSUPPORTED', 'zip64; unpack it first');
  if (numMembers > MOST_MEMBERS || numBytes > MOST_DIRECTORY_BYTES)
    return refuse('FORMAT_UNSUPPORTED', `more than ${MOST_MEMBERS} members; unpack it first`);
  if (start + numBytes > size) return refuse('BODY_INVALID', 'a directory beyond its end');
  const directory = await readBytes(file, start, start + numBytes);
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < numMembers; i++) {
    if (at + MEMBER_BYTES > directory.length || directory.readUInt32LE(at) !== MEMBER)
      return refuse('BODY_INVALID', `a directory that ends at member ${i + 1}`);
    const nameEnd = at + MEMBER_BYTES + directory.readUInt16LE(at + 28);
    const next = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (next > directory.length) return refuse('BODY_INVALID', `a directory that ends at member ${i + 1}`);
    const member = {
      name: directory.toString('utf8', at + MEMBER_BYTES, nameEnd),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
      method: directory.readUInt16LE(at + 10),
      crc32: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      plainBytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    if ([member.packedBytes, member.plainBytes, member.offset].includes(ELSEWHERE))
      return refuse('FORMAT_UNSUPPORTED', 'zip64; unpack it first');
    members.push(member);
    at = next;
  }
  const inOrder = members.toSorted((a, b) => a.offset - b.offset);
  inOrder.forEach(({ offset, packedBytes }, i) => {
    // members that share their bytes unpack to far more than the file holds
    if (offset + packedBytes > (inOrder[i + 1]?.offset ?? start)) refuse('BODY_INVALID', 'members that overlap');
  });
  return members;
}

export async function readBytes(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
