/** A Screener that asks a service. Screening is pure, so every call but a stream may be sent again when it failed. */
import type { Answer, Explanation } from '../../src/contract/decision.ts';
import { PosternError } from '../../src/contract/errors.ts';
import { formats } from '../../src/contract/formats.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { requireParcels, requireScoring, requireStream } from '../../src/contract/requireArguments.ts';
import { NUM_OUTPUTS_HEADER, type Route, routes } from '../../src/contract/routes.ts';
import type {
  BundleInfo,
  CodecOptions,
  Rows,
  ScoreOptions,
  Scores,
  Screener,
  Vectors,
} from '../../src/contract/screener.ts';
import { createActivity } from './activity.ts';
import { answersOf, rowErrorOf, scoresOf } from './answers.ts';
import { attempt, startClock } from './attempt.ts';
import { AbortedError, errorOf } from './errors.ts';
import { type FilledHttpOptions, fillOptions, type HttpCallOptions, type HttpOptions } from './options.ts';
import { withRetries } from './retry.ts';
import { chunksOf, streamedBody } from './stream.ts';

const JSON_TYPE = formats.json[0];
const NDJSON_TYPE = formats.ndjson[0];
const BINARY_TYPE = 'application/octet-stream';

type Call = { readonly route: Route; readonly query?: string; readonly type?: string; readonly accept: string };
type Body = string | ArrayBuffer;

export class HttpScreener implements Screener {
  readonly #options: FilledHttpOptions;
  readonly #activity = createActivity();
  #closed = false;

  constructor(options: HttpOptions = {}) {
    this.#options = fillOptions(options);
  }

  async screen(parcel: Parcel, options: HttpCallOptions = {}): Promise<Answer> {
    const call = { route: routes.screen, type: JSON_TYPE, accept: JSON_TYPE };
    try {
      return await this.#ask(call, encode(parcel), (response) => response.json() as Promise<Answer>, options);
    } catch (error) {
      const rowError = rowErrorOf(error);
      if (rowError === undefined) throw error;
      return rowError;
    }
  }

  async screenBatch(parcels: readonly Parcel[], options: HttpCallOptions = {}): Promise<Answer[]> {
    requireParcels(parcels);
    const call = { route: routes.screenBatch, type: NDJSON_TYPE, accept: NDJSON_TYPE };
    const rows = parcels.map((parcel) => `${encode(parcel)}\n`).join('');
    return this.#ask(call, rows, async (response) => answersOf(await response.text(), parcels.length), options);
  }

  /**
   * Sent as it is read, read as it is screened, and never sent twice.
   * Runtimes whose fetch waits for the end of the request before it shows the answer (browsers) need a source that
   * fits the buffers between; Node's does not wait.
   */
  async *screenStream(
    source: AsyncIterable<Uint8Array>,
    options: CodecOptions & HttpCallOptions,
  ): AsyncGenerator<Uint8Array> {
    this.#begin(options);
    const { from, to = from } = options;
    requireStream(source, { from, to });
    const call = { route: routes.screenBatch, type: formats[from][0], accept: formats[to][0] };
    const clock = startClock({ timeoutMs: options.timeoutMs, signal: options.signal });
    const { body, fault, stop } = streamedBody(source);
    const end = this.#activity.begin();
    try {
      // a body that streams is half duplex by name: there is no other value yet
      const init: RequestInit & { duplex: 'half' } = { ...this.#request(call, options), body, duplex: 'half' };
      const response = await this.#options.fetch(this.#address(call), { ...init, signal: clock.signal });
      if (!response.ok) throw await errorOf(response);
      yield* chunksOf(response);
    } catch (error) {
      throw fault() === undefined ? clock.explain(error) : fault()?.error;
    } finally {
      stop();
      clock.stop();
      end();
    }
  }

  async explain(parcel: Parcel, options: HttpCallOptions = {}): Promise<Explanation> {
    const call = { route: routes.explain, type: JSON_TYPE, accept: JSON_TYPE };
    return this.#ask(call, encode(parcel), (response) => response.json() as Promise<Explanation>, options);
  }

  async scoreVectors(vectors: Vectors, options: ScoreOptions & HttpCallOptions = {}): Promise<Scores> {
    requireScoring(options);
    const { values, numRows, numColumns, order } = vectors;
    const dtype = values instanceof Float32Array ? 'f32' : 'f64';
    const { model, output } = options;
    const query = new URLSearchParams({
      numRows: String(numRows),
      numColumns: String(numColumns),
      dtype,
      order,
      ...(model !== undefined && { model }),
      ...(output !== undefined && { output }),
    });
    const call = { route: routes.score, query: String(query), type: BINARY_TYPE, accept: BINARY_TYPE };
    // a copy: the caller's buffer may be larger than the view, or shared
    const body = new Uint8Array(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).buffer;
    return this.#ask(call, body, (response) => readScores(response, numRows), options);
  }

  async scoreRows(rows: Rows, options: ScoreOptions & HttpCallOptions = {}): Promise<Scores> {
    requireScoring(options);
    const call = { route: routes.score, type: JSON_TYPE, accept: BINARY_TYPE };
    const { model, output } = options;
    const body = JSON.stringify({ model, output, ...rows }, spellOut);
    return this.#ask(call, body, (response) => readScores(response, rows.rows.length), options);
  }

  async bundle(options: HttpCallOptions = {}): Promise<BundleInfo> {
    const call = { route: routes.bundleInfo, accept: JSON_TYPE };
    return this.#ask(call, undefined, (response) => response.json() as Promise<BundleInfo>, options);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#activity.idle();
  }

  async #ask<T>(
    call: Call,
    body: Body | undefined,
    read: (response: Response) => Promise<T>,
    options: HttpCallOptions,
  ): Promise<T> {
    this.#begin(options);
    const { timeoutMs = this.#options.timeoutMs, maxRetries = this.#options.maxRetries, signal } = options;
    const { fetch, logger } = this.#options;
    // made once: the same key on each attempt tells the service that they are one call
    const init: RequestInit = { ...this.#request(call, options), ...(body !== undefined && { body }) };
    const send = (clock: AbortSignal): Promise<Response> => {
      logger.debug(`${call.route.method} ${call.route.path}`);
      return fetch(this.#address(call), { ...init, signal: clock });
    };
    const end = this.#activity.begin();
    try {
      return await withRetries(() => attempt(send, read, { timeoutMs, signal }), { maxRetries, signal, logger });
    } finally {
      end();
    }
  }

  #begin({ signal }: HttpCallOptions): void {
    if (this.#closed) throw new PosternError('CLOSED', 'the screener has been closed: create a new one');
    if (signal?.aborted) throw new AbortedError(signal.reason);
  }

  #address({ route, query }: Call): string {
    return `${this.#options.url}${route.path}${query === undefined ? '' : `?${query}`}`;
  }

  #request({ route, type, accept }: Call, options: HttpCallOptions): RequestInit {
    const headers = {
      accept,
      ...(type !== undefined && { 'content-type': type }),
      ...(route.method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      ...this.#options.headers,
      ...options.headers,
    };
    return { method: route.method, headers };
  }
}

async function readScores(response: Response, numRows: number): Promise<Scores> {
  return scoresOf(await response.arrayBuffer(), numRows, Number(response.headers.get(NUM_OUTPUTS_HEADER)));
}

/** JSON has no infinity: the service reads the word. NaN becomes null, which is missing too. */
function spellOut(_key: string, value: unknown): unknown {
  return value === Infinity || value === -Infinity ? String(value) : value;
}

/** JSON of a parcel on one line. A value that has none (undefined, a function) becomes null, which is a row error. */
function encode(parcel: Parcel): string {
  try {
    return JSON.stringify(parcel) ?? 'null';
  } catch (cause) {
    throw new PosternError('REQUEST_INVALID', 'expected a parcel of plain JSON values, got one that has no JSON', {
      cause,
    });
  }
}
