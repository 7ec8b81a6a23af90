/** A lowered forest as it lies: checks that the buffer is one and reads what it says of itself. Decodes no tree. */
import { PosternError } from '../contract/errors.ts';
import * as layout from './forestLayout.ts';
import type { Link } from './link.ts';

export type OpenForest = {
  /** Exactly the forest, without what may follow it in the buffer. Copy it to a 64-byte aligned address to score. */
  readonly bytes: Uint8Array;
  readonly numFeatures: number;
  readonly numTrees: number;
  readonly numNodes: number;
  /** Bytes one scorer needs beside the forest, 64-byte aligned, writable, not shared between threads. */
  readonly scratchBytes: number;
  readonly featureNames: readonly string[];
  readonly objective: string;
  readonly link: Link;
  readonly linkDivisor: number | null;
};

const SECTIONS: readonly number[] = [
  layout.FOREST_COLUMNS,
  layout.FOREST_SEGMENTS,
  layout.FOREST_ROOTS,
  layout.FOREST_NODES,
  layout.FOREST_LEAVES,
  layout.FOREST_ABOUT,
];

/** @throws MODEL_INVALID when the bytes are not a lowered forest of this version, whole. */
export function openForest(bytes: Uint8Array): OpenForest {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < layout.FOREST_HEADER_BYTES || view.getUint32(0, true) !== layout.FOREST_MAGIC) {
    throw new PosternError('MODEL_INVALID', 'Not a lowered forest: expected the magic "PFOR"');
  }
  const word = (at: number): number => view.getUint32(at, true);
  if (word(4) !== layout.FOREST_VERSION) {
    throw new PosternError(
      'MODEL_INVALID',
      `Got a lowered forest of version ${word(4)}, expected ${layout.FOREST_VERSION}; lower the model again`,
    );
  }
  const size = word(layout.FOREST_BYTES);
  const aboutEnd = word(layout.FOREST_ABOUT) + word(layout.FOREST_ABOUT_BYTES);
  if (size > bytes.length || aboutEnd > size || SECTIONS.some((section) => word(section) > size)) {
    throw new PosternError('MODEL_INVALID', `The lowered forest says ${size} bytes, got ${bytes.length}`);
  }
  // a copy, because text cannot be decoded out of shared memory everywhere
  const about = bytes.slice(word(layout.FOREST_ABOUT), aboutEnd);
  const { featureNames, objective, link, linkDivisor } = parseAbout(about);
  return {
    bytes: bytes.subarray(0, size),
    numFeatures: word(layout.FOREST_NUM_FEATURES),
    numTrees: word(layout.FOREST_NUM_TREES),
    numNodes: word(layout.FOREST_NUM_NODES),
    scratchBytes: word(layout.FOREST_SCRATCH_BYTES),
    featureNames,
    objective,
    link,
    linkDivisor,
  };
}

function parseAbout(bytes: Uint8Array): Pick<OpenForest, 'featureNames' | 'objective' | 'link' | 'linkDivisor'> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as ReturnType<typeof parseAbout>;
  } catch (cause) {
    throw new PosternError('MODEL_INVALID', 'The lowered forest does not hold its own description', { cause });
  }
}
