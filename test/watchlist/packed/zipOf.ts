/** Zip archives made for tests, right ones and wrong ones. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Member = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isStored?: boolean;
  /** What the directory says instead of the truth. */
  readonly says?: {
    readonly plainBytes?: number;
    readonly crc32?: number;
    readonly flags?: number;
    readonly method?: number;
  };
};

export function zipOf(...members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, isStored, says } of members) {
    const packed = isStored ? Buffer.from(bytes) : deflateRawSync(bytes);
    const label = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(says?.flags ?? 0, 8);
    entry.writeUInt16LE(says?.method ?? (isStored ? 0 : 8), 10);
    entry.writeUInt32LE(says?.crc32 ?? crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says?.plainBytes ?? bytes.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, label, packed);
    directory.push(entry, label);
    at += local.length + label.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}
