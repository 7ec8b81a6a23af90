/** What a file is packed with, by its first bytes. */

/** At 0, except tar's, which stands in the header of its first member. */
const signatures: readonly (readonly [packing: string, at: number, bytes: readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['zip', 0, [0x50, 0x4b, 0x07, 0x08]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['Zstandard', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', 0, [0x52, 0x61, 0x72, 0x21]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

/** @returns its name, null where the bytes are not known to be packed */
export function packingOf(head: Uint8Array): string | null {
  return signatures.find(([, at, bytes]) => bytes.every((byte, i) => head[at + i] === byte))?.[0] ?? null;
}
