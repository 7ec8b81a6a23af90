/** Whether a bundle holds the words that a screener's readers are to get. */
import { PosternError } from '../contract/errors.ts';
import type { Tier } from '../contract/tier.ts';
import type { OpenBundle } from './bundle/openBundle.ts';

/** @throws PosternError BUNDLE_INVALID for a bundle without officers' texts where officers read */
export function requireReadable({ manifest }: OpenBundle, tier: Tier): void {
  if (manifest.redacts === undefined || tier === 'carrier') return;
  const fault = 'the bundle is one for carriers, without the texts that officers read';
  throw new PosternError('BUNDLE_INVALID', `${fault}: set tier to carrier, or use the bundle it was made of`);
}
