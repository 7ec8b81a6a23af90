/** What a model file says of the program that wrote it; for people, never for decisions. */
import type { ModelFormat } from './importModel.ts';
import { writerOf } from './onnx/writerOf.ts';

/** Where each format tells its version, and how much after that place can hold it. */
const places: Readonly<Record<Exclude<ModelFormat, 'onnx'>, { readonly after: string; readonly tells: RegExp }>> = {
  lightgbm: { after: 'version=', tells: /^version=([\w.-]+)/ },
  xgboost: { after: 'version', tells: /^version"?\s*:?\s*\[(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/ },
  catboost: { after: 'catboost_version_info', tells: /^catboost_version_info"[^}]*?Branch: tags\/v?([\d.]+)/ },
};

const SPAN_BYTES = 300;
const MOST_CHARACTERS = 100;

/** A version in the file's own words, or null where it says none. */
export function fileVersionOf(format: ModelFormat, bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'onnx') return writerOf(bytes)?.slice(0, MOST_CHARACTERS) ?? null;
  const { after, tells } = places[format];
  // XGBoost writes it last, and other keys may end in the same word
  const at = format === 'xgboost' ? file.lastIndexOf(after) : file.indexOf(after);
  if (at < 0) return null;
  const span = file.subarray(at, at + SPAN_BYTES);
  const found = tells.exec(span.toString('latin1'));
  if (found === null) return format === 'xgboost' ? numbersAfter(span.subarray(after.length)) : null;
  return found.slice(1).join('.').slice(0, MOST_CHARACTERS);
}

/** UBJSON: `[`, perhaps `#` and a count of its own, then three small integers with their markers, big-endian. */
function numbersAfter(span: Buffer): string | null {
  if (span[0] !== OPEN) return null;
  const numbers: number[] = [];
  // a count stands before the numbers and looks like one
  const numSkipped = span[1] === COUNT ? 1 : 0;
  let at = 1 + numSkipped;
  while (numbers.length < 3 + numSkipped) {
    const width = widths[String.fromCharCode(span[at])];
    if (width === undefined || at + 1 + width > span.length) return null;
    numbers.push(Number(BigInt.asIntN(width * 8, BigInt(`0x${span.toString('hex', at + 1, at + 1 + width)}`))));
    at += 1 + width;
  }
  return numbers.slice(numSkipped).join('.');
}

const OPEN = 0x5b;
const COUNT = 0x23;
/** Bytes of the integers of UBJSON, by their markers. */
const widths: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8 };
