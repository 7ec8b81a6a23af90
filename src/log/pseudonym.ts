/** The name of an item in the log: nobody without the day's key can tell which item it is, or try them all. */
import { createHmac } from 'node:crypto';

const PSEUDONYM_BYTES = 16;

/** First 128 bits of HMAC-SHA-256, base64url. */
export function pseudonymOf(itemKey: Uint8Array, itemId: string): string {
  return createHmac('sha256', itemKey).update(itemId).digest().toString('base64url', 0, PSEUDONYM_BYTES);
}
