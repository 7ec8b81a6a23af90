/** `@postern/sdk`: one Screener, embedded or by a service, chosen by options. Only what is chosen is loaded. */
import type { Screener } from '../src/contract/screener.ts';
import type { PoolOptions } from '../src/workers/createPool.ts';
import type { HttpOptions } from './http/options.ts';

export { isRowError } from '../src/contract/decision.ts';
export { PosternError } from '../src/contract/errors.ts';
export type { PoolOptions } from '../src/workers/createPool.ts';
export type { HttpOptions } from './http/options.ts';
export type * from './contract.ts';

/** With `url` a service screens; without it this process does, on `numWorkers` threads or, by default, on its own. */
export type ScreenerOptions = (HttpOptions & { url: string }) | (PoolOptions & { url?: never });

/**
 * @throws PosternError BUNDLE_* when the bundle is refused, RangeError for a number of workers below 0 or not whole. Cost: an engine takes tens of milliseconds, a pool as much
 * again for each thread; make one and keep it.
 */
export async function createScreener(options: ScreenerOptions = {}): Promise<Screener> {
  if (options.url !== undefined) {
    const { HttpScreener } = await import('./http.ts');
    return new HttpScreener(options);
  }
  // a number of threads that is none is refused there
  if (options.numWorkers !== undefined && options.numWorkers !== 0) {
    const { createPool } = await import('./embedded.ts');
    return createPool(options);
  }
  const { createEngine } = await import('./embedded.ts');
  return createEngine(options);
}
