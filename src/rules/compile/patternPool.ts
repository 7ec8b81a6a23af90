/** The tables of all patterns, each once, one behind the other. */
import { compiledPattern } from '../pattern/compiledPattern.ts';
import * as layout from './tableLayout.ts';

const ALIGN = 16;

export class PatternPool {
  readonly #offsets = new Map<string, number>();
  readonly #tables: Uint8Array[] = [];
  #bytes = 0;

  /** Where the pattern's table starts. */
  put(pattern: string): number {
    const known = this.#offsets.get(pattern);
    if (known !== undefined) return known;
    const at = this.#bytes;
    const table = tableOf(pattern);
    this.#tables.push(table);
    this.#offsets.set(pattern, at);
    this.#bytes += table.length;
    return at;
  }

  toBytes(): Uint8Array {
    const all = new Uint8Array(this.#bytes);
    let at = 0;
    for (const table of this.#tables) {
      all.set(table, at);
      at += table.length;
    }
    return all;
  }
}

function tableOf(pattern: string): Uint8Array {
  const { numStates, numClasses, start, classOfByte, next, accepting } = compiledPattern(pattern);
  const nextAt = layout.PATTERN_CLASSES + 256;
  const acceptingAt = nextAt + 2 * next.length;
  const bytes = new Uint8Array(Math.ceil((acceptingAt + numStates) / ALIGN) * ALIGN);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.PATTERN_NUM_CLASSES, numClasses, true);
  view.setUint32(layout.PATTERN_START, start, true);
  view.setUint32(layout.PATTERN_ACCEPTING, acceptingAt, true);
  bytes.set(classOfByte, layout.PATTERN_CLASSES);
  next.forEach((state, i) => view.setUint16(nextAt + 2 * i, state, true));
  bytes.set(accepting, acceptingAt);
  return bytes;
}
