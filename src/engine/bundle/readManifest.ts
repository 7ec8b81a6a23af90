/** Header and manifest of a bundle file: what it says of itself, and whether it is all there. */
import { isObject } from '../../base/isObject.ts';
import { PosternError } from '../../contract/errors.ts';
import * as layout from './bundleLayout.ts';
import { viewSigned } from './signedFile.ts';

export type BundleParts = {
  readonly manifest: layout.BundleManifest;
  /** Header and manifest: what is hashed and signed. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Hex. */
  readonly keyId: string;
  /** Those that every bundle has are there; those of models are looked up by `modelSections`. */
  readonly sections: Sections;
};

type Sections = Readonly<Record<layout.SectionName, Uint8Array>> & { readonly [name: string]: Uint8Array };

/** Sections of a model by its name, or of the one that screens. */
export function modelSections({ sections }: BundleParts, model?: string): layout.ModelSections {
  if (model === undefined) return sections;
  const of = (name: keyof layout.ModelSections): Uint8Array => sections[layout.sectionOf(name, model)];
  return { forest: of('forest'), schema: of('schema'), selfTest: of('selfTest') };
}

/** Views over the file; nothing is hashed. @throws BUNDLE_MAGIC, BUNDLE_VERSION, BUNDLE_TRUNCATED, BUNDLE_INVALID */
export function readManifest(bytes: Uint8Array): BundleParts {
  const numMagic = Math.min(bytes.length, layout.BUNDLE_MAGIC.length);
  if (numMagic === 0 || layout.BUNDLE_MAGIC.subarray(0, numMagic).some((byte, i) => byte !== bytes[i])) {
    throw new PosternError('BUNDLE_MAGIC', 'expected a bundle, got a file that does not start with POSTERN');
  }
  const { manifest: text, signed, signature, signatureAt, keyId } = viewSigned(bytes, 'bundle', layout.BUNDLE_VERSION);
  const manifest = parseManifest(text);
  return { manifest, signed, signature, keyId, sections: viewSections(bytes, manifest, signed.length, signatureAt) };
}

function viewSections(
  bytes: Uint8Array,
  manifest: layout.BundleManifest,
  signedBytes: number,
  signatureAt: number,
): Sections {
  const names = layout.allSectionNames(manifest.models);
  const found: Record<string, Uint8Array> = {};
  let end = signedBytes;
  manifest.sections.forEach(({ name, offset, bytes: numBytes }, i) => {
    const isNext = name === names[i] && offset === layout.alignUp(end) && numBytes >= 0;
    if (!isNext || offset + numBytes > signatureAt) throw invalid(`section ${i + 1} (${name}) is not where it belongs`);
    found[name] = bytes.subarray(offset, offset + numBytes);
    end = offset + numBytes;
  });
  if (manifest.sections.length !== names.length) throw invalid(`expected the sections ${names.join(', ')}`);
  if (layout.alignUp(end) !== signatureAt) throw invalid('the last section does not end at the signature');
  return found as Sections;
}

function parseManifest(bytes: Uint8Array): layout.BundleManifest {
  let manifest: Partial<layout.BundleManifest>;
  try {
    manifest = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<layout.BundleManifest>;
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', 'the manifest is not JSON', { cause });
  }
  const texts = [manifest?.name, manifest?.version, manifest?.createdAt];
  const counts = [manifest?.numFeatures, manifest?.numTrees, manifest?.numRules];
  const isWhole =
    texts.every((value) => typeof value === 'string') &&
    counts.every((value) => Number.isInteger(value)) &&
    typeof manifest.synthetic === 'boolean' &&
    isModelNames(manifest.models) &&
    isLists(manifest.lists) &&
    (manifest.frequencies === undefined || /^[0-9a-f]{64}$/.test(manifest.frequencies)) &&
    (manifest.redacts === undefined || /^[0-9a-f]{32}$/.test(manifest.redacts)) &&
    Array.isArray(manifest.sections) &&
    manifest.sections.every(
      (entry: unknown) =>
        isObject(entry) &&
        Number.isInteger(entry.offset) &&
        Number.isInteger(entry.bytes) &&
        typeof entry.sha256 === 'string',
    );
  if (!isWhole) throw invalid('the manifest lacks an entry or has one of another type');
  return manifest as layout.BundleManifest;
}

function isModelNames(models: unknown): boolean {
  if (!Array.isArray(models) || new Set(models).size !== models.length) return false;
  return models.every((name) => typeof name === 'string' && layout.MODEL_NAME.test(name));
}

function isLists(lists: unknown): boolean {
  if (!Array.isArray(lists)) return false;
  return lists.every(
    (list: unknown) =>
      isObject(list) &&
      [list.name, list.version, list.sha256].every((value) => typeof value === 'string') &&
      Number.isInteger(list.entries),
  );
}

function invalid(message: string): PosternError {
  return new PosternError('BUNDLE_INVALID', message);
}
