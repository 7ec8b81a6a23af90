/** Bodies reach the routes as raw streams: nothing is collected, parsed or limited before the route says how. */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PosternError } from '../contract/errors.ts';

/** Replace Fastify's parsers, which collect a body and walk it twice, by one that hands on the stream. */
export function installRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** The request's bytes as they arrive, refused once more than `maxBytes` came. Read once. */
export function streamBody(request: FastifyRequest, maxBytes: number): AsyncIterable<Uint8Array> {
  refuseEncoding(request);
  const stated = Number(request.headers['content-length'] ?? 0);
  if (stated > maxBytes) throw tooLarge(stated, maxBytes);
  const body = request.body as Readable | undefined;
  return body === undefined ? empty() : limited(body, maxBytes);
}

/** The whole body in one buffer that starts at offset 0, so that numbers can be viewed in place. */
export async function readBody(request: FastifyRequest, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of streamBody(request, maxBytes)) {
    chunks.push(chunk);
    length += chunk.length;
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** The whole body as JSON of a shape that the caller checks. @throws BODY_INVALID */
export async function readJson(request: FastifyRequest, maxBytes: number): Promise<unknown> {
  return parseJson(await readBody(request, maxBytes));
}

/** @throws PosternError BODY_INVALID for bytes that are not UTF-8 or not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // the parser's own message quotes the text, which may be a person's
    throw new PosternError('BODY_INVALID', `got ${bytes.length} bytes that are not JSON in UTF-8`);
  }
}

async function* limited(body: Readable, maxBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(length, maxBytes);
    yield chunk;
  }
}

async function* empty(): AsyncGenerator<Uint8Array> {}

function tooLarge(got: number, maxBytes: number): PosternError {
  return new PosternError('BODY_TOO_LARGE', `got at least ${got} bytes, expected at most ${maxBytes}`);
}

function refuseEncoding(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return;
  throw new PosternError('FORMAT_UNSUPPORTED', `got Content-Encoding ${encoding}, expected none`, {
    details: { offered: ['identity'] },
  });
}
