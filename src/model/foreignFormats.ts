/** Files that people hold and that are no model here: what each is, and how to come to one that is. */

type Foreign = { readonly is: (bytes: Uint8Array, text: string) => boolean; readonly what: string };

/** Enough to see what a file is. */
const HEAD_BYTES = 4096;

const startsWith =
  (...magic: readonly number[]) =>
  (bytes: Uint8Array): boolean =>
    magic.every((byte, at) => bytes[at] === byte);
const says =
  (pattern: RegExp) =>
  (_: Uint8Array, text: string): boolean =>
    pattern.test(text);

const SAVE_FROM_PYTHON = 'load it in Python and save the model with its own library, or export it with skl2onnx';

const foreignFormats: readonly Foreign[] = [
  { is: (bytes) => bytes.length === 0, what: 'an empty file' },
  {
    is: startsWith(...Buffer.from('POSTERN\0')),
    what: 'a Postern bundle where a single model file belongs',
  },
  { is: startsWith(...Buffer.from('PFOR')), what: 'a lowered forest, which only lives inside a bundle' },
  {
    is: startsWith(...Buffer.from('CBM1')),
    what: 'a CatBoost binary model (.cbm): save it again with save_model(path, format="json")',
  },
  {
    is: says(/^(binf|bs64)/),
    what: 'an XGBoost model of the old binary format: load it with XGBoost 1.6 to 3.0 and save it as .json or .ubj',
  },
  {
    is: says(/^booster\[\d+\]:|^\d+:\[[^\]]+\] yes=\d+,no=\d+|^0:leaf=/),
    what: 'a text dump of XGBoost (dump_model), which rounds its numbers: use save_model with .json or .ubj',
  },
  {
    is: says(/^\s*\[\s*\{\s*"nodeid"/),
    what: 'a JSON dump of XGBoost (dump_model), which rounds its numbers: use save_model with .json or .ubj',
  },
  {
    is: says(/^\s*\{\s*"name"\s*:\s*"tree"/),
    what: 'a JSON dump of LightGBM (dump_model), which alters thresholds: use save_model',
  },
  {
    is: says(/<PMML[\s>]/),
    what: 'PMML, which is not read: save the model with the library that trained it',
  },
  { is: says(/^\uFEFF?\s*<\?xml/), what: 'an XML file, which is no model format here' },
  { is: says(/^\uFEFF?\s*<(!doctype|html)/i), what: 'an HTML page: the download may have failed' },
  {
    is: (bytes) => bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5,
    what: `a Python pickle, which is a program and not data: ${SAVE_FROM_PYTHON}`,
  },
  {
    is: (bytes) => bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1]),
    what: `zlib-compressed data, probably a joblib file: ${SAVE_FROM_PYTHON}`,
  },
  { is: startsWith(0x1f, 0x8b), what: 'a gzip file: unpack it first' },
  { is: startsWith(0x28, 0xb5, 0x2f, 0xfd), what: 'a Zstandard file: unpack it first' },
  {
    is: startsWith(0x50, 0x4b, 0x03, 0x04),
    what: `a ZIP archive (skops, npz, MLflow, PyTorch): unpack it, or ${SAVE_FROM_PYTHON}`,
  },
  { is: startsWith(0x89, 0x48, 0x44, 0x46), what: 'an HDF5 file, which holds no trees that are read here' },
  {
    is: says(/^\s*\{\s*"(?:format-version|format_version)"|"modelTopology"/),
    what: 'a model of another library in JSON',
  },
  {
    is: says(/^version https:\/\/git-lfs/),
    what: 'a Git LFS pointer instead of the file: run git lfs pull',
  },
  { is: says(/^\s*[{[]/), what: 'JSON that is no XGBoost or CatBoost model' },
  { is: (bytes) => bytes.subarray(0, HEAD_BYTES).includes(0), what: 'binary data that is no model known here' },
];

/** What the bytes seem to be, with a remedy where there is one, to stand after "Got". */
export function foreignFormatOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.slice(0, HEAD_BYTES));
  return foreignFormats.find(({ is }) => is(bytes, text))?.what ?? 'text that is no LightGBM model';
}
