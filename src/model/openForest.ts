/** A lowered forest as it lies: checks that the buffer is one and reads what it says of itself. Decodes no tree. */
import { PosternError } from '../contract/errors.ts';
import { checkLowered } from './checkLowered.ts';
import type { Categories, Forest } from './forest.ts';
import * as layout from './forestLayout.ts';
import type { Link } from './link.ts';

export type OpenForest = {
  /** Exactly the forest, without what may follow it in the buffer. Copy it to a 64-byte aligned address to score. */
  readonly bytes: Uint8Array;
  readonly numFeatures: number;
  /** Margins a row. */
  readonly numOutputs: number;
  readonly numTrees: number;
  readonly numNodes: number;
  /** Bytes one scorer needs beside the forest, 64-byte aligned, writable, not shared between threads. */
  readonly scratchBytes: number;
  readonly kernel: KernelDescription;
  readonly source: Forest['source'];
  readonly featureNames: readonly string[];
  /** One a feature; null for a feature of numbers. */
  readonly categories: readonly (Categories | null)[];
  readonly objective: string;
  readonly link: Link;
  readonly linkDivisor: number | null;
  readonly notes: readonly string[];
};

/** How the core scores the forest in batches; every tree can be walked as well, which is how few rows are scored. */
export type KernelDescription = {
  /** Trees by kernel: complete shallow ones by a fixed table, others by steps over planes, the largest node by node. */
  readonly numFixed: number;
  readonly numMux: number;
  readonly numWalked: number;
  /** Bit planes that answer "goes right here": thresholds, and sets and equalities made of them. */
  readonly numPlanes: number;
  readonly numPredicates: number;
  readonly forestBytes: number;
  readonly scratchBytes: number;
};

/** What room a forest takes, from its header alone. */
export type ForestSizes = Pick<OpenForest, 'bytes' | 'numFeatures' | 'numOutputs' | 'numTrees' | 'scratchBytes'>;

/**
 * Reads the header only: for those who make room before they open.
 * @throws MODEL_INVALID when the bytes are not a lowered forest of this version, or cut short.
 */
export function forestSizes(bytes: Uint8Array): ForestSizes {
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
  if (size > bytes.length || size < layout.FOREST_HEADER_BYTES) {
    throw new PosternError('MODEL_INVALID', `The lowered forest says ${size} bytes, got ${bytes.length}`);
  }
  return {
    bytes: bytes.subarray(0, size),
    numFeatures: word(layout.FOREST_NUM_FEATURES),
    numOutputs: word(layout.FOREST_NUM_OUTPUTS),
    numTrees: word(layout.FOREST_NUM_TREES),
    scratchBytes: word(layout.FOREST_SCRATCH_BYTES),
  };
}

/** @throws MODEL_INVALID when the bytes are not a lowered forest of this version, whole and sound. */
export function openForest(buffer: Uint8Array): OpenForest {
  const sizes = forestSizes(buffer);
  const { bytes, numFeatures } = sizes;
  checkLowered(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const aboutAt = word(layout.FOREST_ABOUT);
  // a copy, because text cannot be decoded out of shared memory everywhere
  const about = bytes.slice(aboutAt, aboutAt + word(layout.FOREST_ABOUT_BYTES));
  return {
    ...sizes,
    numNodes: word(layout.FOREST_NUM_NODES),
    kernel: describeKernel(word),
    ...parseAbout(about, numFeatures),
  };
}

function describeKernel(word: (at: number) => number): KernelDescription {
  const numTrees = new Map<number, number>();
  const first = word(layout.FOREST_SEGMENTS);
  for (let i = 0; i < word(layout.FOREST_NUM_SEGMENTS); i++) {
    const at = first + i * layout.SEGMENT_BYTES;
    const kind = word(at + layout.SEGMENT_KIND);
    numTrees.set(kind, (numTrees.get(kind) ?? 0) + word(at + layout.SEGMENT_NUM_TREES));
  }
  return {
    numFixed: numTrees.get(layout.SEGMENT_FIXED) ?? 0,
    numMux: numTrees.get(layout.SEGMENT_MUX) ?? 0,
    numWalked: numTrees.get(layout.SEGMENT_WALK) ?? 0,
    numPlanes: word(layout.FOREST_NUM_PLANES),
    numPredicates: word(layout.FOREST_NUM_PREDICATES),
    forestBytes: word(layout.FOREST_BYTES),
    scratchBytes: word(layout.FOREST_SCRATCH_BYTES),
  };
}

type About = Pick<
  OpenForest,
  'source' | 'featureNames' | 'categories' | 'objective' | 'link' | 'linkDivisor' | 'notes'
>;

function parseAbout(bytes: Uint8Array, numFeatures: number): About {
  try {
    const about = JSON.parse(new TextDecoder().decode(bytes)) as About;
    if (about.featureNames.length === numFeatures && about.categories.length === numFeatures) return about;
  } catch (cause) {
    throw new PosternError('MODEL_INVALID', 'The lowered forest does not hold its own description', { cause });
  }
  throw new PosternError('MODEL_INVALID', `The lowered forest does not describe its ${numFeatures} features`);
}
