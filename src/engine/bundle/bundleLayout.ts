/**
 * The bundle file. Everything that can change an answer is in it, and nothing of it is decoded to be used.
 *
 *   | header 64 | manifest (JSON) | 0.. | section | 0.. | section | 0.. | signature 64 |
 *
 *   header   0 magic "POSTERN\0" · 8 u32 version · 12 u32 manifest bytes · 16 u64 bytes of the whole file ·
 *            24 id of the signing key, 8 bytes · zeros
 *
 * Sections and signature start on 64-byte lines, with zeros between. The signature (Ed25519) is over header and
 * manifest; the manifest states each section's SHA-256. So every byte of the file is held by the signature, and the
 * bundle's hash, the first 128 bits of the SHA-256 of header and manifest, names all of it.
 */
export const BUNDLE_MAGIC: Uint8Array = Uint8Array.from(Buffer.from('POSTERN\0', 'latin1'));
export const BUNDLE_VERSION = 3;
export const HEADER_BYTES = 64;
export const HEADER_VERSION = 8;
export const HEADER_MANIFEST_BYTES = 12;
export const HEADER_FILE_BYTES = 16;
export const HEADER_KEY_ID = 24;
export const KEY_ID_BYTES = 8;
export const SIGNATURE_BYTES = 64;
const SECTION_ALIGNMENT = 64;

/** What there is of every model: lowered trees, description, and vectors whose margins are known. */
const modelSectionNames = ['forest', 'schema', 'selfTest'] as const;
export type ModelSections = Readonly<Record<(typeof modelSectionNames)[number], Uint8Array>>;

/**
 * In file order, those of the model that screens first. `ruleTable` is what the core reads of `rules`; `contributions`
 * is what it explains the model that screens with, empty where that cannot be; `lists` is the index of all lists, empty
 * where there are none.
 */
export const sectionNames = [
  'forest',
  'schema',
  'selfTest',
  'contributions',
  'reference',
  'rules',
  'ruleTable',
  'policy',
  'lists',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** Models with features of their own follow, by name: `forest:NAME`, `schema:NAME`, `selfTest:NAME`. */
export function allSectionNames(models: readonly string[]): string[] {
  return [...sectionNames, ...models.flatMap((model) => modelSectionNames.map((name) => sectionOf(name, model)))];
}

export function sectionOf(name: keyof ModelSections, model: string): string {
  return `${name}:${model}`;
}

/** What a model may be called: it stands in addresses and on command lines. */
export const MODEL_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export type SectionEntry = {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** Free-form notes on where a model comes from: data, seeds, parameters, figures. */
export type Provenance = Readonly<Record<string, unknown>>;

/** A list that a bundle carries. */
export type ListEntry = {
  readonly name: string;
  /** SHA-256 of its entries, as its file has it. */
  readonly version: string;
  /** When its publisher made it, as the file has it. */
  readonly publishedAt: string | null;
  readonly entries: number;
  /** Of the file that it was read from. */
  readonly sha256: string;
};

export type BundleManifest = {
  readonly name: string;
  readonly version: string;
  /** ISO 8601 instant, from the sources, so that the same sources give the same bytes. */
  readonly createdAt: string;
  /** The model that screens was trained on synthetic data. */
  readonly synthetic: boolean;
  readonly provenance: Provenance;
  readonly numFeatures: number;
  readonly numTrees: number;
  readonly numRules: number;
  /** Names of the models with features of their own. */
  readonly models: readonly string[];
  readonly lists: readonly ListEntry[];
  /** What names the counted words that its names are weighed by; not there where nothing was counted. */
  readonly frequencies?: string;
  /**
   * Of a bundle for carriers: the hash of the bundle that it was made of, which its answers name; mixed with that of its
   * lists where those are others than the bundle's.
   */
  readonly redacts?: string;
  readonly sections: readonly SectionEntry[];
};

export function alignUp(offset: number): number {
  return Math.ceil(offset / SECTION_ALIGNMENT) * SECTION_ALIGNMENT;
}
