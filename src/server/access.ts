/** Who may do what: keys are random and long, so their SHA-256 needs no salt; it is compared in constant time. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PosternError } from '../contract/errors.ts';
import type { Tier } from '../contract/tier.ts';
import type { ServerConfig } from './config.ts';
import { hashKey } from './hashKey.ts';

type Keys = Pick<ServerConfig, 'callerKeys' | 'carrierKeys' | 'adminKeys'>;

/** Screening: open when no key that may screen is configured, else any of them or an administrator's. */
export function requireCaller(request: FastifyRequest, keys: Keys): void {
  if (isOpen(keys)) return;
  const known = [...keys.callerKeys, ...keys.carrierKeys, ...keys.adminKeys];
  if (!holds(presentedKey(request), known)) throw unauthenticated();
}

/** What a carrier may not do: to read what is behind a decision. */
export function requireOfficer(request: FastifyRequest, keys: Keys): void {
  if (isOpen(keys)) return;
  const key = presentedKey(request);
  if (holds(key, [...keys.callerKeys, ...keys.adminKeys])) return;
  if (holds(key, keys.carrierKeys)) throw new PosternError('FORBIDDEN', "the key is a carrier's, not an officer's");
  throw unauthenticated();
}

/** Whom the answer to a request is for. */
export function tierOf(request: FastifyRequest, keys: Keys): Tier {
  return holds(presentedKey(request), keys.carrierKeys) ? 'carrier' : 'officer';
}

/** Administration: never open. */
export function requireAdministrator(request: FastifyRequest, keys: Keys): void {
  if (keys.adminKeys.length === 0) {
    throw new PosternError('FORBIDDEN', "no administrator's key is configured: start with --admin-key-file");
  }
  const key = presentedKey(request);
  if (holds(key, keys.adminKeys)) return;
  if (holds(key, [...keys.callerKeys, ...keys.carrierKeys])) {
    throw new PosternError('FORBIDDEN', "the key is a caller's, not an administrator's");
  }
  throw unauthenticated();
}

function isOpen({ callerKeys, carrierKeys }: Keys): boolean {
  return callerKeys.length + carrierKeys.length === 0;
}

function presentedKey(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

// every stored hash is compared, so that time does not tell which one matched
function holds(key: string | undefined, hashes: readonly string[]): boolean {
  if (key === undefined) return false;
  const presented = Buffer.from(hashKey(key), 'hex');
  return hashes.reduce((found, hash) => timingSafeEqual(presented, Buffer.from(hash, 'hex')) || found, false);
}

function unauthenticated(): PosternError {
  return new PosternError('UNAUTHENTICATED', 'expected Authorization: Bearer with a known key');
}
