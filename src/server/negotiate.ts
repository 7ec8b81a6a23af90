/** Content-Type and Accept (RFC 9110, sections 8.3 and 12.5.1) to codecs; a refusal lists what is offered. */
import { type Format, formatNames, formatOf, formats } from '../contract/formats.ts';
import { PosternError } from '../contract/errors.ts';

/** The codec of a body by its Content-Type. @throws FORMAT_UNSUPPORTED */
export function inputFormat(contentType: string | undefined, offered: readonly Format[] = formatNames): Format {
  const format = formatOf(contentType ?? '');
  if (format !== undefined && offered.includes(format) && isUtf8(contentType)) return format;
  throw unsupported(contentType, mediaTypes(offered));
}

/**
 * The codec of the answer by Accept, and the media type to name it with. Where Accept leaves the choice, the answer
 * comes as the body came. @throws FORMAT_NOT_ACCEPTABLE
 */
export function outputFormat(
  accept: string | undefined,
  input: Format,
  offered: readonly Format[] = formatNames,
): { format: Format; mediaType: string } {
  const order = [input, ...formatNames.filter((name) => name !== input)].filter((name) => offered.includes(name));
  const mediaType = chooseMediaType(accept, mediaTypes(order));
  const format = formatOf(mediaType) as Format;
  return { format, mediaType: format === 'csv' ? `${mediaType}; charset=utf-8` : mediaType };
}

/** One of the offered media types, the caller's weights first, the order offered second. @throws FORMAT_NOT_ACCEPTABLE */
export function chooseMediaType(accept: string | undefined, offered: readonly string[]): string {
  const ranges = parseAccept(accept ?? '*/*');
  let best: string | undefined;
  let bestWeight = 0;
  for (const mediaType of offered) {
    const weight = weightOf(mediaType, ranges);
    if (weight <= bestWeight) continue;
    best = mediaType;
    bestWeight = weight;
  }
  if (best !== undefined) return best;
  throw new PosternError('FORMAT_NOT_ACCEPTABLE', `got Accept: ${accept}, expected one of the offered types`, {
    details: { offered },
  });
}

/** The body's media type when it is one of those offered, without its parameters. @throws FORMAT_UNSUPPORTED */
export function requireMediaType(contentType: string | undefined, offered: readonly string[]): string {
  const bare = (contentType ?? '').split(';', 1)[0].trim().toLowerCase();
  if (offered.includes(bare)) return bare;
  throw unsupported(contentType, offered);
}

type Range = { readonly type: string; readonly weight: number };

function parseAccept(accept: string): Range[] {
  return accept.split(',').map((part) => {
    const [type, ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { type, weight: Number(weight) || 0 };
  });
}

/** The weight of the most specific range that covers the type; 0 when none does. */
function weightOf(mediaType: string, ranges: readonly Range[]): number {
  const group = `${mediaType.split('/', 1)[0]}/*`;
  for (const wanted of [mediaType, group, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range !== undefined) return range.weight;
  }
  return 0;
}

function mediaTypes(offered: readonly Format[]): string[] {
  return offered.flatMap((name) => formats[name]);
}

function isUtf8(contentType: string | undefined): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  return ['utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase());
}

function unsupported(contentType: string | undefined, offered: readonly string[]): PosternError {
  const got = contentType ?? 'none';
  return new PosternError('FORMAT_UNSUPPORTED', `got Content-Type ${got}, expected one of the offered types in UTF-8`, {
    details: { offered },
  });
}
