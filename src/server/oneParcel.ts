/** One parcel as JSON bytes, on their way to the strict scan: parsing them here would hide what only it sees. */
import type { FastifyRequest } from 'fastify';
import { PosternError } from '../contract/errors.ts';
import { readBody } from './bodies.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const CONTROL = 0x01;

/** The body as the one row that it should hold. @throws BODY_INVALID for a blank body, BODY_TOO_LARGE */
export async function readParcel(request: FastifyRequest, maxBytes: number): Promise<Uint8Array> {
  const body = await readBody(request, maxBytes);
  // space, tab, newline, return
  if (body.every((byte) => byte === SPACE || (byte >= 9 && byte <= 13))) {
    throw new PosternError('BODY_INVALID', `got ${body.length} blank bytes, expected one parcel as JSON`);
  }
  return oneLine(body);
}

/**
 * The same JSON without newlines, changed in place. Between values a newline is white space, so a space replaces it;
 * inside a text it is a fault, so another control character does, and the row is refused as it would have been.
 */
export function oneLine(json: Uint8Array): Uint8Array {
  if (!json.includes(NEWLINE)) return json;
  let inText = false;
  let escaped = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === NEWLINE) json[at] = inText ? CONTROL : SPACE;
    else if (byte === QUOTE && !escaped) inText = !inText;
    escaped = byte === BACKSLASH && inText && !escaped;
  }
  return json;
}
