/** What reading one row comes to: a record found good, or the first fault. */
import type { ErrorCode } from '../contract/errors.ts';
import type { NormalParcel } from '../contract/normalParcel.ts';

/** The parts of a row error. Never holds a person's data: `got` is a type, a length or a place. */
export type RowFault = {
  readonly code: ErrorCode;
  /** JSON Pointer into the row, of known keys and indexes; empty for the row as a whole. */
  readonly pointer: string;
  readonly expected: string;
  readonly got: string;
};

export type RowReading =
  | { readonly ok: true; readonly parcel: NormalParcel; readonly unknownKeys: number }
  | {
      readonly ok: false;
      /** The item id where it could be read and is a good one. */
      readonly itemId: string | null;
      readonly fault: RowFault;
    };

/** What decoding the bytes of a row came to: what was read up to the fault, if there is one. */
export type SourceReading<Tree> = { readonly tree: Tree | undefined; readonly fault: RowFault | undefined };
