/** A lowered explanation as it lies: checks that the buffer is one and reads what it says of itself. */
import { PosternError } from '../../contract/errors.ts';
import * as layout from './layout.ts';

export type OpenContributions = {
  /** Exactly the section, without what may follow it in the buffer. Copy it to a 64-byte aligned address to explain. */
  readonly bytes: Uint8Array;
  readonly numFeatures: number;
  readonly numOutputs: number;
  readonly numNodes: number;
  /** Bytes one explainer needs, 64-byte aligned, writable, not shared between threads. */
  readonly scratchBytes: number;
  /** Expected margin of each output when nothing of a row is known. */
  readonly bases: Float64Array;
  /** What the shares of the data were counted on, in words. */
  readonly source: string;
};

/** @throws MODEL_INVALID when the bytes are not such a section of this version, whole. */
export function openContributions(bytes: Uint8Array): OpenContributions {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  if (bytes.length < layout.CONTRIBUTIONS_HEADER_BYTES || word(0) !== layout.CONTRIBUTIONS_MAGIC) {
    throw new PosternError('MODEL_INVALID', 'Not a section of contributions: expected the magic "PCON"');
  }
  if (word(4) !== layout.CONTRIBUTIONS_VERSION) {
    throw new PosternError(
      'MODEL_INVALID',
      `Got contributions of version ${word(4)}, expected ${layout.CONTRIBUTIONS_VERSION}; lower the model again`,
    );
  }
  const size = word(layout.CONTRIBUTIONS_BYTES);
  const numOutputs = word(layout.CONTRIBUTIONS_NUM_OUTPUTS);
  const basesAt = word(layout.CONTRIBUTIONS_BASES);
  const aboutAt = word(layout.CONTRIBUTIONS_ABOUT);
  const aboutEnd = aboutAt + word(layout.CONTRIBUTIONS_ABOUT_BYTES);
  if (size > bytes.length || aboutEnd > size || basesAt + 8 * numOutputs > size) {
    throw new PosternError('MODEL_INVALID', `The section of contributions says ${size} bytes, got ${bytes.length}`);
  }
  return {
    bytes: bytes.subarray(0, size),
    numFeatures: word(layout.CONTRIBUTIONS_NUM_FEATURES),
    numOutputs,
    numNodes: word(layout.CONTRIBUTIONS_NUM_NODES),
    scratchBytes: word(layout.CONTRIBUTIONS_SCRATCH_BYTES),
    bases: Float64Array.from({ length: numOutputs }, (_, output) => view.getFloat64(basesAt + 8 * output, true)),
    source: sourceOf(bytes.slice(aboutAt, aboutEnd)),
  };
}

function sourceOf(about: Uint8Array): string {
  try {
    return (JSON.parse(new TextDecoder().decode(about)) as { source: string }).source;
  } catch (cause) {
    throw new PosternError('MODEL_INVALID', 'The section of contributions does not hold its own description', {
      cause,
    });
  }
}
