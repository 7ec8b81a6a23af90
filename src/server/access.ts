/** Who may do what: keys are random and long, so their SHA-256 needs no salt; it is compared in constant time. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PosternError } from '../contract/errors.ts';
import type { ServerConfig } from './config.ts';
import { hashKey } from './hashKey.ts';

type Keys = Pick<ServerConfig, 'callerKeys' | 'adminKeys'>;

/** Screening: open when no caller's key is configured, else a caller's or an administrator's key. */
export function requireCaller(request: FastifyRequest, keys: Keys): void {
  if (keys.callerKeys.length === 0) return;
  if (!holds(presentedKey(request), [...keys.callerKeys, ...keys.adminKeys])) throw unauthenticated();
}

/** Administration: never open. */
export function requireAdministrator(request: FastifyRequest, keys: Keys): void {
  if (keys.adminKeys.length === 0) {
    throw new PosternError('FORBIDDEN', "no administrator's key is configured: start with --admin-key-file");
  }
  const key = presentedKey(request);
  if (holds(key, keys.adminKeys)) return;
  if (holds(key, keys.callerKeys)) throw new PosternError('FORBIDDEN', "the key is a caller's, not an administrator's");
  throw unauthenticated();
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
