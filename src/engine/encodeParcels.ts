/** Parcels that someone holds as objects, as rows of NDJSON. */
import { PosternError } from '../contract/errors.ts';
import type { Parcel } from '../contract/parcel.ts';

/** Parcels encoded at a time: small enough that encoding never holds the thread for long. */
const PARCELS_PER_CHUNK = 512;

/** One row, without the newline that ends it. @throws REQUEST_INVALID for what has no JSON */
export function encodeParcel(parcel: Parcel): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(parcel);
  } catch (cause) {
    throw new PosternError('REQUEST_INVALID', 'expected a parcel of plain JSON values, got one that has no JSON', {
      cause,
    });
  }
  return text ?? 'null';
}

export async function* encodeParcels(parcels: readonly Parcel[]): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < parcels.length; at += PARCELS_PER_CHUNK) {
    yield Buffer.from(
      parcels
        .slice(at, at + PARCELS_PER_CHUNK)
        .map((parcel) => `${encodeParcel(parcel)}\n`)
        .join(''),
    );
  }
}
