/**
 * Cutters: each format's way of finding where rows end in a body that arrives in pieces, without reading values.
 * Lines need no state; the other formats keep theirs in a block of the core's memory (cutState.ts).
 */
import { PosternError } from '../contract/errors.ts';
import type { Format } from '../contract/formats.ts';
import {
  CUT_DECLARED_ROWS,
  CUT_FAULT,
  CUT_FAULT_BYTES_AFTER_END,
  CUT_FAULT_NO_RECORD,
  CUT_FAULT_NOT_A_LIST,
  CUT_FAULT_PACKED,
  CUT_FAULT_UNBALANCED,
  CUT_FAULT_VALUE_MISSING,
  CUT_FIRST_BOUNDARY,
  CUT_INSIDE,
} from './cutState.ts';
import type { CoreExports } from './exports.ts';

export { CUT_STATE_BYTES } from './cutState.ts';

export interface Cutter {
  /** Rows that the body itself says it holds; -1 where it does not say. */
  readonly declaredRows: number;
  /** Address just after the first row that ended in the last `cut`; 0 when none did. */
  readonly firstBoundary: number;
  /**
   * Look at the next bytes of the body, `[at, end)`. A JSON list becomes NDJSON in place; the header of a msgpack
   * array becomes filler, which its scan skips.
   * @returns the address just after the last row that ended there, or 0.
   * @throws PosternError BODY_INVALID when the body is not what its type says, KEYS_PACKED at a packed msgpack record.
   */
  cut(at: number, end: number): number;
  /** The body has ended. @throws PosternError BODY_INVALID when it may not end there. */
  finish(): void;
}

/** What a fault in the state block means, and what a body that is cut short lacks. */
type Meaning = { readonly faults: Readonly<Record<number, string>>; readonly truncated: string };

const jsonMeaning: Meaning = {
  faults: {
    [CUT_FAULT_NOT_A_LIST]:
      'expected a JSON array of records, got something else: start the body with [, without a byte order mark',
    [CUT_FAULT_BYTES_AFTER_END]: 'expected nothing after the closing ] of the array, got more bytes: send one array',
    [CUT_FAULT_VALUE_MISSING]: 'expected a record between two commas of the array, got none: remove the extra comma',
    [CUT_FAULT_UNBALANCED]: 'expected ] or a comma after a record, got a closing }: balance the braces of each record',
  },
  truncated: 'expected the closing ] of the array, got the end of the body: send the whole array',
};

const msgpackMeaning: Meaning = {
  faults: {
    [CUT_FAULT_NO_RECORD]:
      'expected msgpack that starts with a map or an array of maps, got another value: check the Content-Type',
    [CUT_FAULT_BYTES_AFTER_END]: 'expected nothing after the last record of the array, got more bytes: send one array',
    [CUT_FAULT_PACKED]:
      'expected plain maps, got records of msgpackr: write them with new Packr({ useRecords: false })',
  },
  truncated: 'expected the rest of a record, got the end of the body: send the whole body',
};

const csvMeaning: Meaning = {
  faults: {},
  truncated: 'expected a closing quote, got the end of the body: close the last quoted cell',
};

/** Open the cutter of a format. `stateAddress`: a zeroed block of CUT_STATE_BYTES in `memory`. */
export function openCutter(
  format: Format,
  core: CoreExports,
  memory: WebAssembly.Memory,
  stateAddress: number,
): Cutter {
  switch (format) {
    case 'ndjson':
      return new LineCutter(memory);
    case 'json':
      return new CoreCutter((at, end) => core.cutJson(stateAddress, at, end), jsonMeaning, memory, stateAddress);
    case 'msgpack':
      return new CoreCutter((at, end) => core.cutMsgpack(stateAddress, at, end), msgpackMeaning, memory, stateAddress);
    case 'csv':
      return new CoreCutter((at, end) => core.cutCsv(stateAddress, at, end), csvMeaning, memory, stateAddress);
  }
}

const NEWLINE = 10;

/** Rows end at newlines, and a raw newline is nothing else in NDJSON. */
class LineCutter implements Cutter {
  readonly declaredRows = -1;
  firstBoundary = 0;
  readonly #bytes: Buffer;

  constructor(memory: WebAssembly.Memory) {
    this.#bytes = Buffer.from(memory.buffer);
  }

  cut(at: number, end: number): number {
    const piece = this.#bytes.subarray(at, end);
    const last = piece.lastIndexOf(NEWLINE);
    this.firstBoundary = last < 0 ? 0 : at + piece.indexOf(NEWLINE) + 1;
    return last < 0 ? 0 : at + last + 1;
  }

  finish(): void {
    // the caller ends the last line
  }
}

/** A cutter of the core. */
class CoreCutter implements Cutter {
  declaredRows = -1;
  readonly #cut: (at: number, end: number) => number;
  readonly #meaning: Meaning;
  readonly #state: DataView;

  constructor(
    cut: (at: number, end: number) => number,
    meaning: Meaning,
    memory: WebAssembly.Memory,
    stateAddress: number,
  ) {
    this.#cut = cut;
    this.#meaning = meaning;
    this.#state = new DataView(memory.buffer, stateAddress);
  }

  get firstBoundary(): number {
    return this.#state.getUint32(CUT_FIRST_BOUNDARY, true);
  }

  cut(at: number, end: number): number {
    const boundary = this.#cut(at, end);
    const fault = this.#state.getUint32(CUT_FAULT, true);
    if (fault !== 0) {
      const code = fault === CUT_FAULT_PACKED ? 'KEYS_PACKED' : 'BODY_INVALID';
      throw new PosternError(code, this.#meaning.faults[fault]);
    }
    this.declaredRows = this.#state.getUint32(CUT_DECLARED_ROWS, true) - 1;
    // the core's addresses are unsigned, but WebAssembly hands them over as signed
    return boundary >>> 0;
  }

  finish(): void {
    if (this.#state.getUint32(CUT_INSIDE, true) !== 0) throw new PosternError('BODY_INVALID', this.#meaning.truncated);
  }
}
