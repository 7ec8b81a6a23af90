/** A batch of objects by way of the stream of bytes: every screener has one path for both. */
import type { Answer } from '../contract/decision.ts';
import type { HostOptions } from '../contract/host.ts';
import type { Parcel } from '../contract/parcel.ts';
import { requireParcels } from '../contract/requireArguments.ts';
import type { CodecOptions } from '../contract/screener.ts';
import { decodeAnswers } from './answers/decodeAnswers.ts';
import { encodeParcels } from './encodeParcels.ts';

type Stream = {
  screenStream(source: AsyncIterable<Uint8Array>, options: CodecOptions & HostOptions): AsyncIterable<Uint8Array>;
};

export async function screenParcels(
  screener: Stream,
  parcels: readonly Parcel[],
  options: HostOptions = {},
): Promise<Answer[]> {
  requireParcels(parcels);
  const parts: Uint8Array[] = [];
  for await (const part of screener.screenStream(encodeParcels(parcels), { ...options, from: 'ndjson' })) {
    parts.push(part);
  }
  return decodeAnswers('ndjson', Buffer.concat(parts));
}
