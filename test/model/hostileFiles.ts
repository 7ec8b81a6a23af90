/** Model files made to hurt: changed at random from the libraries' own, and written from nothing. */

export type Random = () => number;
type Change = (bytes: Buffer, random: Random) => Buffer;

const HUGE: readonly string[] = ['2000000000', '4294967296', '9007199254740993', '-1', '1e308', '0.5', 'NaN'];
const within = (random: Random, count: number): number => Math.floor(random() * count);
const spliced = (bytes: Buffer, at: number, removed: number, added: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);

/** One change at a random place each. */
const changes: readonly Change[] = [
  function cutShort(bytes, random) {
    return bytes.subarray(0, within(random, bytes.length));
  },
  function flipBit(bytes, random) {
    const copy = Buffer.from(bytes);
    copy[within(random, copy.length)] ^= 1 << within(random, 8);
    return copy;
  },
  function overwriteLength(bytes, random) {
    const copy = Buffer.from(bytes);
    const at = within(random, Math.max(1, copy.length - 8));
    // all ones, and a billion in either byte order and as a protobuf number
    const numbers = [
      'ffffffffffffffff',
      '000000003b9aca00',
      '00ca9a3b00000000',
      '8094ebdc03',
      'ffffffff07',
      '7fffffff',
    ];
    Buffer.from(numbers[within(random, numbers.length)], 'hex').copy(copy, at);
    return copy;
  },
  function removePiece(bytes, random) {
    return spliced(bytes, within(random, bytes.length), 1 + within(random, 64), Buffer.alloc(0));
  },
  function repeatPiece(bytes, random) {
    const at = within(random, bytes.length);
    const piece = bytes.subarray(at, at + 1 + within(random, 4096));
    return spliced(bytes, within(random, bytes.length), 0, piece);
  },
  function replaceNumber(bytes, random) {
    const digits = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
    let at = within(random, bytes.length);
    while (at < bytes.length && !digits(bytes[at])) at++;
    let end = at;
    while (digits(bytes[end])) end++;
    return spliced(bytes, at, end - at, Buffer.from(HUGE[within(random, HUGE.length)]));
  },
  function insertSyntax(bytes, random) {
    const pieces = [
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      '\n',
      '=',
      ' ',
      '\0',
      '[[',
      '{}',
      '[]',
      'null',
      '\\u0000',
      '[$D#L',
      '\n\n',
    ];
    return spliced(
      bytes,
      within(random, bytes.length),
      within(random, 3),
      Buffer.from(pieces[within(random, pieces.length)]),
    );
  },
];

/** @returns The bytes with one to three changes. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let result: Buffer = Buffer.from(bytes);
  for (let left = 1 + within(random, 3); left > 0; left--) {
    const change = changes[within(random, changes.length)];
    if (result.length > 0) result = change(result, random);
  }
  // a plain array of its own, as a reader is given
  return new Uint8Array(result);
}

/** Whole numbers of a text file one after the other, each replaced by each of a few that are out of any range. */
export function* withHugeNumbers(bytes: Uint8Array, most: number): Generator<Uint8Array> {
  const text = Buffer.from(bytes).toString('latin1');
  let count = 0;
  for (const { 0: number, index } of text.matchAll(/(?<![\w.+-])\d+(?![\w.+-])/g)) {
    if (count++ === most) return;
    for (const huge of ['2000000000', '99999999999', '-1']) {
      yield new Uint8Array(Buffer.from(text.slice(0, index) + huge + text.slice(index + number.length), 'latin1'));
    }
  }
}

const KILO = 1024;
const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));
const int64 = (value: bigint): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes.toString('latin1');
};
/** The beginning of an XGBoost model, down to a member of the learner. */
const UBJSON = `{L${int64(7n)}learner{L${int64(1n)}a`;
const lightgbm = (changed: Readonly<Record<string, string>>, tree: string): Uint8Array => {
  const header = {
    version: 'v4',
    num_class: '1',
    num_tree_per_iteration: '1',
    max_feature_idx: '0',
    objective: 'regression',
    feature_names: 'a',
    feature_infos: 'none',
    tree_sizes: '100',
    ...changed,
  };
  const lines = Object.entries(header).map((pair) => pair.join('='));
  return text(`tree\n${lines.join('\n')}\n\nTree=0\n${tree}\n\nend of trees\n`);
};
/** A field of a protobuf message that holds bytes; lengths up to 2^21. */
const field = (number: number, content: string): string => {
  const length = [content.length & 0x7f, (content.length >> 7) & 0x7f, content.length >> 14];
  return String.fromCharCode(number * 8 + 2, length[0] | 0x80, length[1] | 0x80, length[2]) + content;
};
/** A model of version 8 with this graph. */
const onnx = (graph: string): Uint8Array => text(`\x08\x08${field(7, graph)}`);

/** Files that declare what they do not hold, nest without end, or repeat what costs a reader more than a file its byte. */
export const bombs: Readonly<Record<string, Uint8Array>> = {
  'LightGBM: billions of leaves': lightgbm({}, 'num_leaves=2000000000\nnum_cat=0\nleaf_value=1'),
  'LightGBM: billions of features': lightgbm(
    { max_feature_idx: '2000000000' },
    'num_leaves=1\nnum_cat=0\nleaf_value=1',
  ),
  'LightGBM: billions of classes': lightgbm(
    { num_class: '2000000000', num_tree_per_iteration: '2000000000', objective: 'multiclass num_class:2000000000' },
    'num_leaves=1\nnum_cat=0\nleaf_value=1',
  ),
  'LightGBM: billions of categories': lightgbm(
    {},
    'num_leaves=2\nnum_cat=1\nsplit_feature=0\nthreshold=0\ndecision_type=1\nleft_child=-1\nright_child=-2\n' +
      'cat_boundaries=0 2000000000\ncat_threshold=1\nleaf_value=1 2',
  ),
  'LightGBM: a line of blanks': lightgbm({}, `num_leaves=1\nnum_cat=0\nleaf_value=${' '.repeat(500 * KILO)}`),
  'LightGBM: a number of half a million digits': lightgbm(
    {},
    `num_leaves=1\nnum_cat=0\nleaf_value=${'1'.repeat(500 * KILO)}`,
  ),
  'LightGBM: empty lines': text(`tree\nversion=v4\n${'\n'.repeat(500 * KILO)}`),
  'LightGBM: keys without values': text(
    `tree\nversion=v4\n${Array.from({ length: 50_000 }, (_, i) => `k${i}`).join('\n')}`,
  ),
  'LightGBM: empty trees': text(
    `tree\nversion=v4\n\n${Array.from({ length: 50_000 }, (_, i) => `Tree=${i}`).join('\n')}`,
  ),
  'JSON: lists in lists': text(`{"learner":{"a":${'['.repeat(500 * KILO)}`),
  'JSON: objects in objects': text('{"learner":'.repeat(40 * KILO)),
  'JSON: trees in trees': text(`{"trees":[${'{"left":'.repeat(60 * KILO)}`),
  'JSON: empty objects': text(`{"learner":{"a":[${'{},'.repeat(160 * KILO)}{}]}}`),
  'JSON: empty lists': text(`{"features_info":[${'[],'.repeat(160 * KILO)}[]]}`),
  'JSON: a number of half a million digits': text(`{"features_info":${'1'.repeat(500 * KILO)}}`),
  'JSON: a power of half a million digits': text(`{"features_info":1e${'1'.repeat(500 * KILO)}}`),
  'JSON: a text of escapes': text(`{"features_info":"${'\\u0041'.repeat(80 * KILO)}"}`),
  'JSON: many keys': text(`{"learner":{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":0`).join(',')}}}`),
  'JSON: a text that does not end': text(`{"trees":"${'a'.repeat(500 * KILO)}`),
  'JSON: leaves without trees': text(`{"trees":[${'{"value":1},'.repeat(40 * KILO)}{"value":1}],"features_info":{}}`),
  'CatBoost: a symmetric tree of sixty splits': text(
    `{"features_info":{"float_features":[{"borders":[0],"feature_index":0,"flat_feature_index":0,"has_nans":false,` +
      `"nan_value_treatment":"AsIs"}]},"oblivious_trees":[{"leaf_values":[1,2],"splits":[${Array.from(
        { length: 60 },
        () => '{"split_type":"FloatFeature","float_feature_index":0,"border":0}',
      ).join(',')}]}]}`,
  ),
  'CatBoost: a feature in column two billion': text(
    '{"features_info":{"float_features":[{"borders":[],"feature_index":0,"flat_feature_index":2000000000,' +
      '"has_nans":false,"nan_value_treatment":"AsIs"}]},"oblivious_trees":[]}',
  ),
  'UBJSON: a list of 2^62': text(`${UBJSON}[#L${int64(2n ** 62n)}`),
  'UBJSON: a column of 2^40 doubles': text(`${UBJSON}[$D#L${int64(2n ** 40n)}`),
  'UBJSON: a column of less than nothing': text(`${UBJSON}[$D#L${int64(-1n)}`),
  'UBJSON: a text of 2^50': text(`${UBJSON}SL${int64(2n ** 50n)}`),
  'UBJSON: lists in lists': text(`${UBJSON}${'['.repeat(500 * KILO)}`),
  'UBJSON: lists of no length': text(`${UBJSON}[#i\x7f${'[#i\0'.repeat(120 * KILO)}`),
  'UBJSON: a list of many nulls': text(`${UBJSON}[${'Z'.repeat(500 * KILO)}`),
  'ONNX: a message longer than the file': text('\x08\x08\x3a\xff\xff\xff\xff\x07'),
  'ONNX: empty nodes': onnx('\x0a\0'.repeat(128 * KILO)),
  'ONNX: a number that does not end': onnx(`\x08${'\xff'.repeat(500 * KILO)}`),
  'ONNX: groups in groups': onnx('\x0b'.repeat(500 * KILO)),
  'ONNX: a node of empty names': onnx(field(1, '\x0a\0'.repeat(128 * KILO))),
  'ONNX: a node of empty attributes': onnx(field(1, '\x2a\0'.repeat(128 * KILO))),
  'ONNX: an attribute of empty texts': onnx(field(1, field(5, '\x4a\0'.repeat(128 * KILO)))),
  'ONNX: a tensor of empty dimensions': onnx(field(5, '\x08\x7f'.repeat(128 * KILO))),
};
