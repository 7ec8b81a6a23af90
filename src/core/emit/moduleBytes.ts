/**
 * A WebAssembly module of the one shape that emitted forests have: it imports the core's shared memory, keeps its
 * functions in a table of its own and exports one of them. (WebAssembly Core Specification 2.0, chapter 5.)
 */
import { ByteSink } from './byteSink.ts';

const SECTION_TYPE = 1;
const SECTION_IMPORT = 2;
const SECTION_FUNCTION = 3;
const SECTION_TABLE = 4;
const SECTION_EXPORT = 7;
const SECTION_ELEMENT = 9;
const SECTION_CODE = 10;

const FUNCTION_TYPE = 0x60;
const FUNCTION_REFERENCE = 0x70;
const KIND_FUNCTION = 0;
const KIND_MEMORY = 2;
/** Flags of a memory that is shared and has a maximum. */
const SHARED_WITH_MAXIMUM = 3;
const MAX_PAGES = 65_536;
const MAGIC_AND_VERSION = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

export type ModuleFunction = {
  /** Place in `types`. */
  readonly type: number;
  readonly body: Uint8Array;
};

export type ModuleParts = {
  /** Parameters of each function type; no function returns anything. */
  readonly types: readonly (readonly number[])[];
  readonly functions: readonly ModuleFunction[];
  /** Numbers of functions, in table order. */
  readonly table: readonly number[];
  readonly exportName: string;
  readonly exported: number;
};

/** @returns The module; it imports `env.memory`. */
export function moduleBytes({ types, functions, table, exportName, exported }: ModuleParts): Uint8Array<ArrayBuffer> {
  const whole = new ByteSink();
  whole.raw(MAGIC_AND_VERSION);
  section(whole, SECTION_TYPE, types.length, (sink) => {
    for (const parameters of types) {
      sink.byte(FUNCTION_TYPE);
      sink.counted(Uint8Array.from(parameters));
      sink.unsigned(0);
    }
  });
  section(whole, SECTION_IMPORT, 1, (sink) => {
    name(sink, 'env');
    name(sink, 'memory');
    sink.byte(KIND_MEMORY);
    sink.byte(SHARED_WITH_MAXIMUM);
    sink.unsigned(0);
    sink.unsigned(MAX_PAGES);
  });
  section(whole, SECTION_FUNCTION, functions.length, (sink) => {
    for (const { type } of functions) sink.unsigned(type);
  });
  section(whole, SECTION_TABLE, 1, (sink) => {
    sink.byte(FUNCTION_REFERENCE);
    sink.byte(0);
    sink.unsigned(table.length);
  });
  section(whole, SECTION_EXPORT, 1, (sink) => {
    name(sink, exportName);
    sink.byte(KIND_FUNCTION);
    sink.unsigned(exported);
  });
  section(whole, SECTION_ELEMENT, 1, (sink) => {
    // into the only table, from place 0 on
    sink.raw(Uint8Array.of(0, 0x41, 0, 0x0b));
    sink.unsigned(table.length);
    for (const number of table) sink.unsigned(number);
  });
  section(whole, SECTION_CODE, functions.length, (sink) => {
    for (const { body } of functions) sink.counted(body);
  });
  return whole.written();
}

function section(whole: ByteSink, id: number, numEntries: number, write: (sink: ByteSink) => void): void {
  const sink = new ByteSink();
  sink.unsigned(numEntries);
  write(sink);
  whole.byte(id);
  whole.counted(sink.written());
}

function name(sink: ByteSink, text: string): void {
  sink.counted(new TextEncoder().encode(text));
}
