/** What callers without types get wrong, told at the door instead of somewhere inside. */
import { PosternError } from './errors.ts';
import { formatNames } from './formats.ts';

/** @throws PosternError REQUEST_INVALID unless it is an array; its elements are judged as rows. */
export function requireParcels(parcels: unknown): void {
  if (!Array.isArray(parcels)) throw invalid('an array of parcels', parcels);
}

/** @throws PosternError REQUEST_INVALID unless bytes can be read from the source, and the formats are known. */
export function requireStream(source: unknown, { from, to }: { from: unknown; to: unknown }): void {
  if (typeof (source as AsyncIterable<unknown> | null | undefined)?.[Symbol.asyncIterator] !== 'function') {
    throw invalid('an async iterable of bytes, such as a stream', source);
  }
  for (const format of [from, to]) {
    if (!formatNames.some((name) => name === format)) {
      throw invalid(`a format of ${formatNames.join(', ')}`, format);
    }
  }
}

/** @throws PosternError REQUEST_INVALID unless they name a model and an output, where they name any. */
export function requireScoring({ model, output }: { readonly model?: unknown; readonly output?: unknown }): void {
  if (model !== undefined && typeof model !== 'string') throw invalid('the name of a model', model);
  if (output !== undefined && output !== 'margin' && output !== 'prediction') {
    throw invalid('an output of margin or prediction', output);
  }
}

// never the value itself, which may be a person's data
function invalid(expected: string, got: unknown): PosternError {
  const kind = got === null ? 'null' : Array.isArray(got) ? 'an array' : `a value of type ${typeof got}`;
  return new PosternError('REQUEST_INVALID', `expected ${expected}, got ${kind}`);
}
