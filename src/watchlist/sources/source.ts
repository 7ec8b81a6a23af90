/**
 * A source turns files of one publisher's format into entries. Each lies in a folder of its own: `read.ts` streams
 * records out of bytes, `map.ts` turns one into an entry or says why not, `source.ts` is the object below.
 */
import type { Entry } from '../entry.ts';
import type { Fault } from '../faults.ts';
import type { Mapping } from './mapping.ts';

export type SourceFile = {
  readonly name: string;
  /** Its first bytes as text, at most 64 KiB. */
  readonly start: string;
  /** All of it; may be asked for more than once. */
  open(): AsyncIterable<Uint8Array>;
};

export type Item =
  | {
      readonly type: 'entry';
      readonly entry: Entry;
      /** Of the subject, beside those of its addresses: what its phones may be completed by. */
      readonly countries?: readonly string[];
      readonly file: string;
      readonly line: number | null;
      /** JSON pointer into the record of that line, where one holds many entries. */
      readonly at?: string;
    }
  | { readonly type: 'fault'; readonly fault: Fault }
  /** Understood and left out on purpose; `what` is counted. */
  | { readonly type: 'left'; readonly what: string }
  /** What the publisher says of the list; the last one counts. */
  | { readonly type: 'about'; readonly publishedAt: string };

export type ReadOptions = {
  readonly list: string;
  /** Only for sources that need one. */
  readonly mapping: Mapping | null;
};

export type Source = {
  readonly name: string;
  readonly title: string;
  /** What the list is called where nobody says. */
  listOf(files: readonly SourceFile[]): string;
  /** Is this one of its files, by content first and by name where content cannot tell? */
  recognises(file: SourceFile): boolean;
  read(files: readonly SourceFile[], options: ReadOptions): AsyncGenerator<Item>;
};
