/** The name of an item in the log: nobody without the day's key can tell which item it is, or try them all. */
import { createHmac } from 'node:crypto';

/** 132 bits of base64url. */
const PSEUDONYM_LENGTH = 22;

/** The first 22 characters of the HMAC-SHA-256, base64url. */
export function pseudonymOf(itemKey: Uint8Array, itemId: string): string {
  return createHmac('sha256', itemKey).update(itemId).digest('base64url').slice(0, PSEUDONYM_LENGTH);
}
