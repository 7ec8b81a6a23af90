/** What a model file says of the program that wrote it; for people, never for decisions. */
import type { ModelFormat } from './importModel.ts';

/** Where each format tells its version, and how much after that place can hold it. */
const places: Readonly<Record<Exclude<ModelFormat, 'onnx'>, { readonly after: string; readonly tells: RegExp }>> = {
  lightgbm: { after: 'version=', tells: /^version=([\w.-]+)/ },
  xgboost: { after: 'version', tells: /^version"?\s*:?\s*\[(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/ },
  catboost: { after: 'catboost_version_info', tells: /^catboost_version_info"\s*:\s*"([^"]*)"/ },
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
  return found.slice(1).join('.').trim().split(/\s*\n/, 1)[0].slice(0, MOST_CHARACTERS) || null;
}

/** UBJSON: an array of three integers of one byte each, typed or not. */
function numbersAfter(span: Buffer): string | null {
  const numbers: number[] = [];
  let at = span.indexOf(0x5b) + 1;
  if (at === 0) return null;
  while (at < span.length && numbers.length < 3) {
    const marker = String.fromCharCode(span[at]);
    if (marker === 'i' || marker === 'U') {
      numbers.push(span[at + 1]);
      at += 2;
    } else if (marker === 'I') {
      numbers.push(span.readUInt16BE(at + 1));
      at += 3;
    } else if (marker === 'l') {
      numbers.push(span.readUInt32BE(at + 1));
      at += 5;
    } else if (marker === 'L') {
      numbers.push(Number(span.readBigUInt64BE(at + 1)));
      at += 9;
    } else {
      return null;
    }
  }
  return numbers.length === 3 ? numbers.join('.') : null;
}

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
