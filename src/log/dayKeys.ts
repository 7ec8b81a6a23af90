/**
 * One secret a UTC day. From it come three keys: under the first an item id becomes a pseudonym, under the second a
 * row becomes its hash, under the third kept rows are encrypted. Destroying the secret makes all three of that day
 * useless at once, and leaves in the log numbers that nobody can tell from random ones.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { PosternError } from '../contract/errors.ts';

const SECRET_BYTES = 32;
const FINGERPRINT_BYTES = 16;

export type DayKeySet = {
  /** For item ids. */
  readonly item: Buffer;
  /** For the bytes of rows. */
  readonly input: Buffer;
  /** For kept rows, AES-256. */
  readonly store: Buffer;
  /** Tells one secret from another and nothing about either, hex: the log notes it. */
  readonly fingerprint: string;
};

export type DayState = 'kept' | 'erased' | 'missing';

/** The folder of day keys. Keep it out of backups: a copy of a key would outlive its destruction. */
export class DayKeys {
  readonly folder: string;
  readonly #sets = new Map<string, DayKeySet>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** `missing`: neither a key nor the note of its destruction, so it was lost by other means. */
  stateOf(day: string): DayState {
    if (existsSync(this.#path(day, 'key'))) return 'kept';
    return existsSync(this.#path(day, 'erased')) ? 'erased' : 'missing';
  }

  /** The keys of a day that has them. */
  read(day: string): DayKeySet | undefined {
    const known = this.#sets.get(day);
    if (known) return known;
    if (this.stateOf(day) !== 'kept') return undefined;
    const secret = Buffer.from(readFileSync(this.#path(day, 'key'), 'latin1').trim(), 'base64url');
    if (secret.length !== SECRET_BYTES) {
      throw new PosternError('LOG_DAMAGED', `the key of ${day} has ${secret.length} bytes, expected ${SECRET_BYTES}`);
    }
    const set = derive(secret);
    this.#sets.set(day, set);
    return set;
  }

  /**
   * The keys of a day, made when it has none yet; they are on disk when this returns.
   * @param isUsed decisions of that day were made under a key: a new one would not fit them
   * @throws LOG_FAILED, once erased, or where a used key is gone
   */
  readOrCreate(day: string, isUsed = false): DayKeySet {
    const found = this.read(day);
    if (found) return found;
    if (this.stateOf(day) === 'erased') {
      throw new PosternError('LOG_FAILED', `the key of ${day} was destroyed: nothing more can be logged on that day`);
    }
    if (isUsed) throw this.#isNotTheKey(day, 'is gone');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.#write(day, 'key', `${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
    return this.read(day) as DayKeySet;
  }

  /** @throws LOG_FAILED for a key that is not the one of this fingerprint */
  requireSame(day: string, { fingerprint }: DayKeySet, noted: string): void {
    if (fingerprint !== noted) throw this.#isNotTheKey(day, 'is another one');
  }

  #isNotTheKey(day: string, fault: string): PosternError {
    return new PosternError(
      'LOG_FAILED',
      `the key of ${day} in ${this.folder} ${fault}, and the log holds decisions of that day: bring the key back, name the right folder of keys, or begin a log in another folder`,
    );
  }

  /** Destroy a day's key and leave a note of when. @throws REQUEST_INVALID for a day without a key */
  destroy(day: string, now: number): void {
    if (this.stateOf(day) !== 'kept') {
      throw new PosternError('REQUEST_INVALID', `expected a day with a key in ${this.folder}, got ${day}`);
    }
    const path = this.#path(day, 'key');
    this.#write(day, 'erased', `${JSON.stringify({ erasedAt: new Date(now).toISOString() })}\n`);
    // in place first: on a disk that writes in place the old bytes are gone too
    const file = openSync(path, 'r+');
    writeSync(file, randomBytes(statSync(path).size), 0, undefined, 0);
    fsyncSync(file);
    closeSync(file);
    rmSync(path);
    this.#syncFolder();
    this.#sets.delete(day);
  }

  #path(day: string, kind: 'key' | 'erased'): string {
    return join(this.folder, `${day}.${kind}`);
  }

  /** Whole or not at all, and lasting. */
  #write(day: string, kind: 'key' | 'erased', text: string): void {
    const path = this.#path(day, kind);
    const file = openSync(`${path}.new`, 'w', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(`${path}.new`, path);
    this.#syncFolder();
  }

  #syncFolder(): void {
    const folder = openSync(this.folder, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}

function derive(secret: Buffer): DayKeySet {
  const part = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `postern log ${purpose}`, 32));
  const fingerprint = part('fingerprint').toString('hex', 0, FINGERPRINT_BYTES);
  return { item: part('item'), input: part('input'), store: part('store'), fingerprint };
}
