/** What a model file says of the program that wrote it; for people, never for decisions. */
import type { ModelFormat } from './importModel.ts';

/** Where each format tells its version, and how much after that place can hold it. */
const places: Readonly<Record<Exclude<ModelFormat, 'onnx'>, { readonly after: string; readonly tells: RegExp }>> = {
  lightgbm: { after: 'version=', tells: /^version=([\w.-]+)/ },
  xgboost: { after: 'version', tells: /^version"?\s*:?\s*\[(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/ },
  catboost: { after: 'catboost_version_info', tells: /^catboost_version_info"[^}]*?Branch: tags\/v?([\d.]+)/ },
};

const SPAN_BYTES = 300;
const MOST_CHARACTERS = 60;

/** A version in the file's own words, or null where it says none. */
export function fileVersionOf(format: ModelFormat, bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'onnx') return producerOf(file);
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

/** ONNX: producer_name (2) and producer_version (3), short texts that stand before the graph. */
function producerOf(file: Buffer): string | null {
  const texts = new Map<number, string>();
  let at = 0;
  while (at + 1 < Math.min(file.length, SPAN_BYTES)) {
    const field = file[at] >> 3;
    const wire = file[at] & 7;
    const length = file[at + 1];
    if (field > 6 || length > 127) break;
    if (wire === 2) texts.set(field, file.toString('utf8', at + 2, at + 2 + length));
    else if (wire !== 0) break;
    at += wire === 2 ? 2 + length : 2;
  }
  const words = [texts.get(2), texts.get(3)].filter((word) => word !== undefined && word !== '');
  return words.join(' ').slice(0, MOST_CHARACTERS) || null;
}
