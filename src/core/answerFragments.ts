/**
 * The constant bytes between the values of an answer, by format, as the core's tables: each fragment is padded to
 * 32 bytes, so that two wide stores write it, and its true length stands in a table beside it.
 */
import { actions } from '../contract/decision.ts';

const FRAGMENT_BYTES = 32;

/** A fragment's name and its bytes; a list holds one fragment an action, in the order of actions. */
type Fragments = Readonly<Record<string, Uint8Array | readonly Uint8Array[]>>;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** msgpack fixstr: one byte of type and length (at most 31), then the text. */
const fixstr = (value: string): Uint8Array => Uint8Array.of(0xa0 | value.length, ...text(value));
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const FIXMAP_5 = Uint8Array.of(0x85);
const FLOAT64 = Uint8Array.of(0xcb);
const EMPTY_ARRAY = Uint8Array.of(0x90);
const STR8_32 = Uint8Array.of(0xd9, 32);

const fragments: Fragments = {
  JSON_START: text('{"itemId":"'),
  JSON_ACTION: actions.map((action) => text(`","action":"${action}","score":`)),
  JSON_CARRIER_ACTION: actions.map((action) => text(`","action":"${action}"`)),
  JSON_REASONS: text(',"reasons":'),
  JSON_BUNDLE: text(',"bundle":"'),
  JSON_NO_REASONS: text(',"reasons":[],"bundle":"'),
  JSON_END: text('"}\n'),
  MSGPACK_START: join(FIXMAP_5, fixstr('itemId')),
  MSGPACK_ACTION: actions.map((action) => join(fixstr('action'), fixstr(action), fixstr('score'), FLOAT64)),
  MSGPACK_CARRIER_ACTION: actions.map((action) => join(fixstr('action'), fixstr(action))),
  MSGPACK_REASONS: fixstr('reasons'),
  MSGPACK_BUNDLE: join(fixstr('bundle'), STR8_32),
  MSGPACK_NO_REASONS: join(fixstr('reasons'), EMPTY_ARRAY, fixstr('bundle'), STR8_32),
  CSV_ACTION: actions.map((action) => text(`,${action},`)),
};

function tableRow(bytes: Uint8Array): string {
  if (bytes.length > FRAGMENT_BYTES) throw new RangeError(`expected at most ${FRAGMENT_BYTES} bytes in a fragment`);
  const padded = new Uint8Array(FRAGMENT_BYTES);
  padded.set(bytes);
  const hex = Array.from(padded, (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  return `  ${hex.join(', ')},\n`;
}

/** The tables as AssemblyScript source. A fragment an action is found at `NAME + action * 32`. */
export function answerFragmentsSource(): string {
  let source = '';
  for (const [name, value] of Object.entries(fragments)) {
    const rows = value instanceof Uint8Array ? [value] : value;
    source += `export const ${name}: usize = memory.data<u8>([\n${rows.map(tableRow).join('')}]);\n`;
    if (value instanceof Uint8Array) source += `export const ${name}_BYTES: usize = ${value.length};\n`;
    else source += `export const ${name}_BYTES: usize = memory.data<u8>([${rows.map((r) => r.length).join(', ')}]);\n`;
  }
  return source;
}
