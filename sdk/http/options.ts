/** Options of the HTTP client, merged with the environment and the defaults once. */
import { PosternError } from '../../src/contract/errors.ts';
import type { CallOptions } from '../../src/contract/screener.ts';

/** Where the client tells what it does; `console` fits. Never given a body or a key. */
export type Logger = {
  debug(message: string): void;
  warn(message: string): void;
};

export type HttpOptions = {
  /** Address of the service, for example `http://127.0.0.1:8080`; else POSTERN_URL. */
  url?: string;
  /** Sent as a bearer token; else POSTERN_API_KEY. */
  apiKey?: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** For one attempt, 60 seconds unless given. Streams have none unless the call gives one. */
  timeoutMs?: number;
  /** Further attempts after one that failed in a way that may pass; 2 unless given. */
  maxRetries?: number;
  fetch?: typeof fetch;
  logger?: Logger;
};

/** What a call to the HTTP client takes beyond what every screener takes. */
export type HttpCallOptions = CallOptions & {
  maxRetries?: number;
  headers?: Readonly<Record<string, string>>;
};

export type FilledHttpOptions = {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly fetch: typeof fetch;
  readonly logger: Logger;
};

const silent: Logger = { debug: () => undefined, warn: () => undefined };

/** @throws PosternError REQUEST_INVALID without an address, or with one that is no http address. */
export function fillOptions(options: HttpOptions): FilledHttpOptions {
  const env = environment();
  const apiKey = options.apiKey ?? env.POSTERN_API_KEY;
  return {
    url: checkedUrl(options.url ?? env.POSTERN_URL),
    headers: { ...(apiKey && { authorization: `Bearer ${apiKey}` }), ...options.headers },
    timeoutMs: options.timeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
    // wrapped, because a browser refuses its own fetch under another `this`
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    logger: options.logger ?? silent,
  };
}

function checkedUrl(url: string | undefined): string {
  if (url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  const got = url === undefined ? 'none' : JSON.stringify(url);
  throw new PosternError(
    'REQUEST_INVALID',
    `got address ${got}, expected url or POSTERN_URL such as http://127.0.0.1:8080`,
  );
}

// a browser has no process
function environment(): Record<string, string | undefined> {
  const host = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return host.process?.env ?? {};
}
