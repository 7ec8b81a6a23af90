/**
 * The model that screens without a word: the names of its features are this engine's own, in their order, so that a
 * bundle for carriers leaves them out and opening it puts them back.
 */
import { PosternError } from '../../contract/errors.ts';
import { FOREST_ABOUT, FOREST_ABOUT_BYTES } from '../../model/forestLayout.ts';
import { type ModelSchema, readSchema, writeSchema } from '../../model/modelSchema.ts';

type Sections = { readonly forest: Uint8Array; readonly schema: Uint8Array };

const SPACE = 0x20;
const numberedName = (feature: number): string => `f${feature}`;

/** Forest and description with numbers in place of names, and without notes. */
export function numberModel({ forest, schema }: Sections): { forest: Uint8Array; schema: Uint8Array } {
  const named = readSchema(schema);
  return {
    forest: numberForest(forest),
    schema: writeSchema({ ...named, featureNames: named.featureNames.map((_, i) => numberedName(i)), notes: [] }),
  };
}

/** The description with the engine's names. @throws PosternError BUNDLE_INVALID for one that was not numbered */
export function nameModel(schema: ModelSchema, featureNames: readonly string[]): ModelSchema {
  const isNumbered = schema.featureNames.every((name, i) => name === numberedName(i));
  if (isNumbered && schema.featureNames.length === featureNames.length) return { ...schema, featureNames };
  const expected = `expected ${featureNames.length} numbered features, as this engine has`;
  throw new PosternError('BUNDLE_INVALID', `section schema: ${expected}; redact the bundle again with this version`);
}

/** Its description lies within it as JSON, which takes blanks: nothing else of the forest moves. */
function numberForest(forest: Uint8Array): Uint8Array {
  const numbered = Uint8Array.from(forest);
  const header = new DataView(numbered.buffer);
  const start = header.getUint32(FOREST_ABOUT, true);
  const place = numbered.subarray(start, start + header.getUint32(FOREST_ABOUT_BYTES, true));
  const about = JSON.parse(Buffer.from(place).toString('utf8')) as { featureNames: readonly string[] };
  const text = Buffer.from(
    JSON.stringify({ ...about, featureNames: about.featureNames.map((_, i) => numberedName(i)), notes: [] }),
  );
  // where names are shorter than their numbers there is no room for them
  if (text.length > place.length) throw new PosternError('BUNDLE_INVALID', 'the model names its features too shortly');
  place.fill(SPACE);
  place.set(text);
  return numbered;
}
