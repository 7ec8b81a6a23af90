import { gzipSync, deflateSync } from 'node:zlib';
import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { formatOfModel, importModel } from '../../src/model/importModel.ts';
import { readManifest, readModel } from './golden.ts';

const formats = ['lightgbm', 'xgboost', 'catboost', 'onnx'] as const;

function refusal(bytes: Uint8Array, options?: Record<string, unknown>): PosternError {
  try {
    importModel(bytes, options);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const latin1 = (words: string): Uint8Array => Buffer.from(words, 'latin1');

test('the format is told by the content, and by nothing else', () => {
  for (const format of formats) {
    for (const { name } of readManifest(format).cases) {
      const bytes = readModel(format, name);
      expect(formatOfModel(bytes), name).toBe(format);
      // wherever in a larger buffer it lies
      expect(formatOfModel(Buffer.concat([Buffer.from('{'), bytes]).subarray(1)), name).toBe(format);
    }
  }
});

test('what is no model is refused by what it is, with what to do and what is accepted', () => {
  const files: readonly [Uint8Array, RegExp][] = [
    [text(''), /^Got an empty file;/],
    [latin1('\x80\x04\x95\x10\0\0\0'), /a Python pickle, which is a program and not data/],
    [deflateSync(text('joblib')), /zlib-compressed data, probably a joblib file/],
    [gzipSync(text('tree')), /a gzip file: unpack it first/],
    [latin1('\x28\xb5\x2f\xfd\0\0'), /a Zstandard file/],
    [latin1('PK\x03\x04\0\0'), /a ZIP archive/],
    [
      latin1('CBM1\x10\0\0\0'),
      /a CatBoost binary model \(\.cbm\): save it again with save_model\(path, format="json"\)/,
    ],
    [latin1('binf\0\0\0\x3f'), /an XGBoost model of the old binary format/],
    [text('booster[0]:\n0:[f0<1] yes=1,no=2\n'), /a text dump of XGBoost/],
    [text('0:[f0<1] yes=1,no=2,missing=1\n'), /a text dump of XGBoost/],
    [text('[\n  { "nodeid": 0, "depth": 0 }]'), /a JSON dump of XGBoost/],
    [text('{"name": "tree", "version": "v4", "tree_info": []}'), /a JSON dump of LightGBM/],
    [text('<?xml version="1.0"?>\n<PMML version="4.4">'), /PMML, which is not read/],
    [text('<?xml version="1.0"?>\n<note/>'), /an XML file/],
    [text('<!DOCTYPE html><title>404'), /an HTML page: the download may have failed/],
    [text('version https://git-lfs.github.com/spec/v1\noid'), /a Git LFS pointer/],
    [latin1('\x89HDF\r\n\x1a\n'), /an HDF5 file/],
    [latin1('POSTERN\0\x02\0\0\0'), /a Postern bundle where a single model file belongs/],
    [text('PFOR....'), /a lowered forest/],
    [text('{"weights": [1, 2]}'), /JSON that is no XGBoost or CatBoost model/],
    [text('a,b,c\n1,2,3\n'), /text that is no LightGBM model/],
    [latin1('\x01\0\x02\0\x03'), /binary data that is no model known here/],
  ];
  for (const [bytes, message] of files) {
    const error = refusal(bytes);
    expect(error.code).toBe('MODEL_UNSUPPORTED');
    expect(error.message).toMatch(message);
    expect(error.message).toContain('accepted are LightGBM text (save_model), XGBoost JSON and UBJSON');
  }
});

test('any bytes are imported or refused, and never anything else', () => {
  assert(property(uint8Array({ maxLength: 300 }), (bytes) => refusal(bytes).code.startsWith('MODEL_')));
});

test('an option that the format does not know is refused by its name', () => {
  const error = refusal(readModel('lightgbm', 'regression'), { mising: -999 });
  expect([error.code, error.message]).toEqual([
    'REQUEST_INVALID',
    '"mising" is no option of importing LightGBM models; its options: frameCategories',
  ]);
});

test('a model behind a byte order mark is refused with where the mark comes from', () => {
  for (const [format, name] of [
    ['lightgbm', 'regression'],
    ['xgboost', '1.7-binary'],
  ] as const) {
    const error = refusal(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), readModel(format, name)]));
    expect(error.message).toMatch(/^Got a byte order mark before the model, .* save the model again$/);
  }
});
