/** `@postern/sdk/http`: screening by a service. WHATWG fetch only, no dependency, runs wherever fetch does. */
export { HttpScreener } from './http/screener.ts';
export type { HttpCallOptions, HttpOptions, Logger } from './http/options.ts';
export {
  AbortedError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  HttpError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnprocessableError,
} from './http/errors.ts';
export { PosternError } from '../src/contract/errors.ts';
export { isRowError } from '../src/contract/decision.ts';
export type * from './contract.ts';
