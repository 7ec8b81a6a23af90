/** `@postern/sdk/embedded`: screening inside this process, on this thread or on worker threads. No service, no native part. */
export { createEngine } from '../src/engine/createEngine.ts';
export { createPool } from '../src/workers/createPool.ts';
export { isRowError } from '../src/contract/decision.ts';
export { PosternError } from '../src/contract/errors.ts';
export type { ScreeningHost, ScreeningStats } from '../src/contract/host.ts';
export type { EngineOptions } from '../src/engine/options.ts';
export type { PoolOptions } from '../src/workers/createPool.ts';
export type * from './contract.ts';
