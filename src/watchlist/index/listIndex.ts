/** The container of a list index: assemble parts, open a buffer, verify one that comes from outside. */
import { createHash } from 'node:crypto';
import { alignUp } from '../../base/alignUp.ts';
import { PosternError } from '../../contract/errors.ts';
import {
  LISTS_ALIGN,
  LISTS_BYTES,
  LISTS_DIRECTORY,
  LISTS_DIRECTORY_BYTES,
  LISTS_IDENTITY,
  LISTS_MAGIC,
  LISTS_NUM_PARTS,
  LISTS_VERSION,
  type ListPart,
  listParts,
} from './listLayout.ts';

/** What a u32 can say. */
const MOST_BYTES = 0xffff_ffff;
const HEADER_BYTES = alignUp(LISTS_DIRECTORY + listParts.length * LISTS_DIRECTORY_BYTES, LISTS_ALIGN);

export type ListIndex = {
  readonly bytes: Uint8Array;
  /** 16 hexadecimal digits: equal lists built alike have equal ones. */
  readonly identity: string;
  /** Views into `bytes`; null where the index has no such part. */
  readonly parts: Readonly<Record<ListPart, Uint8Array | null>>;
};

/** Parts that are absent, null or empty are absent in the index. */
export function assembleListIndex(parts: Readonly<Partial<Record<ListPart, Uint8Array | null>>>): Uint8Array {
  let end = HEADER_BYTES;
  const places = listParts.map((name) => {
    const part = parts[name] ?? new Uint8Array(0);
    const offset = part.length === 0 ? 0 : end;
    end = alignUp(end + part.length, LISTS_ALIGN);
    return { part, offset };
  });
  if (end > MOST_BYTES) throw new PosternError('BUNDLE_INVALID', `list index: expected under 4 GiB, got ${end} bytes`);
  const bytes = new Uint8Array(end);
  const view = viewOf(bytes);
  view.setUint32(0, LISTS_MAGIC, true);
  view.setUint32(4, LISTS_VERSION, true);
  view.setUint32(LISTS_BYTES, end, true);
  view.setUint32(LISTS_NUM_PARTS, listParts.length, true);
  for (const [i, { part, offset }] of places.entries()) {
    view.setUint32(LISTS_DIRECTORY + i * LISTS_DIRECTORY_BYTES, offset, true);
    view.setUint32(LISTS_DIRECTORY + i * LISTS_DIRECTORY_BYTES + 4, part.length, true);
    bytes.set(part, offset);
  }
  bytes.set(identityOf(bytes), LISTS_IDENTITY);
  return bytes;
}

/**
 * Checks magic, version and that every part lies inside and on its line; the parts' own openers check theirs. Costs
 * the same for any size.
 * @throws PosternError BUNDLE_MAGIC, BUNDLE_VERSION, BUNDLE_TRUNCATED or BUNDLE_INVALID
 */
export function openListIndex(bytes: Uint8Array): ListIndex {
  if (bytes.length < HEADER_BYTES) {
    throw fault('BUNDLE_TRUNCATED', `expected at least ${HEADER_BYTES} bytes, got ${bytes.length}`);
  }
  const view = viewOf(bytes);
  const [magic, version] = [view.getUint32(0, true), view.getUint32(4, true)];
  if (magic !== LISTS_MAGIC) throw fault('BUNDLE_MAGIC', 'expected the bytes PLIX at its start');
  if (version !== LISTS_VERSION) throw fault('BUNDLE_VERSION', `expected version ${LISTS_VERSION}, got ${version}`);
  const total = view.getUint32(LISTS_BYTES, true);
  if (total !== bytes.length) throw fault('BUNDLE_TRUNCATED', `expected ${total} bytes, got ${bytes.length}`);
  const numParts = view.getUint32(LISTS_NUM_PARTS, true);
  if (numParts !== listParts.length) {
    throw fault('BUNDLE_INVALID', `expected ${listParts.length} parts, got ${numParts}`);
  }
  let end = HEADER_BYTES;
  const parts = listParts.map((name, i) => {
    const offset = view.getUint32(LISTS_DIRECTORY + i * LISTS_DIRECTORY_BYTES, true);
    const length = view.getUint32(LISTS_DIRECTORY + i * LISTS_DIRECTORY_BYTES + 4, true);
    if (offset === 0 && length === 0) return [name, null];
    // in order and apart: no part can be made to lie over another
    if (offset < end || offset % LISTS_ALIGN !== 0 || length === 0 || offset + length > total) {
      throw fault(
        'BUNDLE_INVALID',
        `part ${name}: ${length} bytes at ${offset} do not lie on a line from ${end} to ${total}`,
      );
    }
    end = offset + length;
    return [name, bytes.subarray(offset, end)];
  });
  return {
    bytes,
    identity: Buffer.from(bytes.subarray(LISTS_IDENTITY, LISTS_IDENTITY + 8)).toString('hex'),
    parts: Object.fromEntries(parts) as ListIndex['parts'],
  };
}

/** Reads every byte: for an index that nothing else has vouched for. @throws as openListIndex, and BUNDLE_HASH */
export function checkIdentity(bytes: Uint8Array): ListIndex {
  const index = openListIndex(bytes);
  const expected = identityOf(bytes).toString('hex');
  if (expected !== index.identity) throw fault('BUNDLE_HASH', `expected identity ${expected}, got ${index.identity}`);
  return index;
}

function identityOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(LISTS_DIRECTORY)).digest().subarray(0, 8);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fault(
  code: 'BUNDLE_MAGIC' | 'BUNDLE_VERSION' | 'BUNDLE_TRUNCATED' | 'BUNDLE_HASH' | 'BUNDLE_INVALID',
  text: string,
): PosternError {
  return new PosternError(code, `list index: ${text}; build the index again`);
}
