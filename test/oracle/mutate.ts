/**
 * Rows for fuzzing, each of a named family: good ones written in every way JSON allows, and ones with a fault put in,
 * in the record or in the bytes. A row never holds a line feed, so that many make up one input.
 */
import { badLiterals, badTexts, badUtf8, escapedTexts, lengths, numberTexts, otherBytes } from './awkward.ts';
import { copyTree, Members, plainWriting, Raw, type Tree, writeRow, type Writing } from './jsonTree.ts';
import { type ParcelShape, plainShape, put, randomParcel, randomUnknown } from './parcels.ts';
import type { Random } from './random.ts';

/** How the rows of one sender look: a scanner that learns from earlier rows is tried hardest by rows much alike. */
type Style = {
  readonly shape: ParcelShape;
  readonly writing: Writing;
  /** Every row is this parcel, apart from the mutations. */
  readonly parcel?: Members;
};

/** A style is drawn for the row where none is given. */
type Family = (random: Random, style?: Style) => Uint8Array;

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const ROOM: ParcelShape = { ...plainShape, missing: 0.05, maxItems: 6 };

/** Any style, at times one in which all rows are the same parcel. */
function randomStyle(random: Random): Style {
  const shape: ParcelShape = {
    missing: random.pick([0, 0.05, 0.3, 0.8]),
    unknownKeys: random.pick([0, 0, 0.1]),
    isShuffled: random.chance(0.3),
    maxItems: random.pick([1, 2, 3, 8]),
  };
  const writing: Writing = {
    pythonBlanks: random.chance(0.3),
    blanks: random.pick([0, 0, 0.1]),
    escapes: random.pick([0, 0, 0, 0, 0.05, 0.05, 1]),
    asciiOnly: random.chance(0.2),
    oddNumbers: random.pick([0, 0, 0.05]),
  };
  return { shape, writing, ...(random.chance(0.3) && { parcel: randomParcel(random, shape) }) };
}

/** A good row with one change made in its tree. */
function inTree(change: (random: Random, parcel: Members) => void): Family {
  return (random, style = randomStyle(random)) => {
    const parcel = style.parcel ? (copyTree(style.parcel) as Members) : randomParcel(random, style.shape);
    change(random, parcel);
    return writeRow(parcel, style.writing, random);
  };
}

/** A good row with changes made in its bytes. */
function inBytes(change: (random: Random, row: Uint8Array) => Uint8Array): Family {
  return (random, style = randomStyle(random)) => {
    const row = writeRow(style.parcel ?? randomParcel(random, style.shape), style.writing, random);
    return change(random, row);
  };
}

/** A random object of the record, the row itself most often. */
function anyObject(random: Random, tree: Tree): Members {
  const inner = childrenOf(tree).filter((child) => child instanceof Members || Array.isArray(child));
  if (tree instanceof Members && (inner.length === 0 || random.chance(0.3))) return tree;
  if (inner.length === 0) return new Members();
  return anyObject(random, random.pick(inner));
}

function childrenOf(tree: Tree): readonly Tree[] {
  if (tree instanceof Members) return tree.list.map(([, value]) => value);
  return Array.isArray(tree) ? tree : [];
}

/** Put another value in the place of a random member that `wanted` takes. */
function replaceMember(random: Random, parcel: Members, wanted: (value: Tree) => boolean, value: Tree): void {
  for (let attempt = 0; attempt < 8; attempt++) {
    const object = anyObject(random, parcel);
    const candidates = object.list.filter(([, member]) => wanted(member));
    if (candidates.length === 0) continue;
    random.pick(candidates)[1] = value;
    return;
  }
}

const isNumber = (value: Tree): boolean => typeof value === 'number';
const isText = (value: Tree): boolean => typeof value === 'string';
const isLiteral = (value: Tree): boolean => value === null || typeof value === 'boolean';
const isList = (value: Tree): boolean => Array.isArray(value);
const isAnything = (): boolean => true;

function nested(depth: number, random: Random): Tree {
  let tree: Tree = random.pick<Tree>([null, 1, 'x', [], new Members()]);
  for (let i = 0; i < depth; i++) tree = random.chance(0.5) ? [tree] : new Members([['k', tree]]);
  return tree;
}

function splice(row: Uint8Array, at: number, numRemoved: number, inserted: Uint8Array): Uint8Array {
  return Buffer.concat([row.subarray(0, at), inserted, row.subarray(at + numRemoved)]);
}

function flipBytes(random: Random, row: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(row);
  for (let n = 1 + random.below(3); n > 0; n--) copy[random.below(copy.length)] = random.below(256);
  return copy;
}

/** Where the mutations may go: structure characters are tried more often than chance would. */
function anyPlace(random: Random, row: Uint8Array): number {
  const start = random.below(row.length + 1);
  if (random.chance(0.5)) return start;
  const mark = Buffer.from(row).indexOf(random.pick(['"', ',', ':', '{', '}', '[', ']', '\\']), start);
  return mark < 0 ? start : mark + random.below(2);
}

const insertHex = (list: readonly string[]): Family =>
  inBytes((random, row) => splice(row, anyPlace(random, row), random.below(2), Buffer.from(random.pick(list), 'hex')));

/** Every family by name. */
export const families: Readonly<Record<string, Family>> = {
  plain: (random) => writeRow(randomParcel(random, plainShape), plainWriting, random),
  written: inTree(() => {}),
  full: (random, style = randomStyle(random)) => writeRow(randomParcel(random, ROOM), style.writing, random),
  unknownKeys: inTree((random, parcel) => {
    const { list } = anyObject(random, parcel);
    for (let n = 1 + random.below(3); n > 0; n--) {
      list.splice(random.below(list.length + 1), 0, [
        random.pick(['x', 'names', 'Name', 'é', '']),
        randomUnknown(random, 4),
      ]);
    }
  }),
  duplicateKey: inTree((random, parcel) => {
    const { list } = anyObject(random, parcel);
    if (list.length === 0) return;
    const [key, value] = random.pick(list);
    list.splice(random.below(list.length + 1), 0, [key, random.pick([value, null, 'x', 1])]);
  }),
  wrongType: inTree((random, parcel) => {
    const value = random.pick<Tree>([1, 'x', '', true, false, [], new Members(), [null], ['x'], [new Members()], null]);
    replaceMember(random, parcel, isAnything, value);
  }),
  wrongItem: inTree((random, parcel) => {
    const items = [random.pick<Tree>([null, '', 'x', 1, true, [], new Members()]), 'y'];
    replaceMember(random, parcel, isList, random.chance(0.5) ? items : items.slice(0, 1));
  }),
  missing: inTree((random, parcel) => {
    const { list } = anyObject(random, parcel);
    if (random.chance(0.5)) list.splice(random.below(list.length + 1), 1);
    else replaceMember(random, parcel, isAnything, random.pick([null, '']));
  }),
  numbers: inTree((random, parcel) => replaceMember(random, parcel, isNumber, new Raw(random.pick(numberTexts)))),
  texts: inTree((random, parcel) => replaceMember(random, parcel, isText, random.pick(badTexts))),
  dates: inTree((random, parcel) => put(parcel, 'postingDate', random.pick(badTexts))),
  literals: inTree((random, parcel) => replaceMember(random, parcel, isLiteral, new Raw(random.pick(badLiterals)))),
  longTexts: inTree((random, parcel) => {
    const length = random.pick(lengths);
    replaceMember(random, parcel, isText, random.pick(['x', 'é', '€', '😿', '\ud800', '"']).repeat(length));
  }),
  manyItems: inTree((random, parcel) => {
    const count = random.pick([3, 4, 16, 17, 64, 65, 256, 257]);
    const item = random.pick<Tree>([new Members(), null, 'x', new Members([['description', 'x']])]);
    replaceMember(
      random,
      parcel,
      isList,
      Array.from({ length: count }, () => item),
    );
  }),
  deep: inTree((random, parcel) => {
    const { list } = anyObject(random, parcel);
    list.splice(random.below(list.length + 1), 0, ['deep', nested(26 + random.below(8), random)]);
  }),
  surrogates: inTree((random, parcel) => {
    replaceMember(random, parcel, isText, new Raw(random.pick(escapedTexts)));
  }),
  flips: inBytes(flipBytes),
  truncated: inBytes((random, row) => row.subarray(0, random.below(row.length))),
  removed: inBytes((random, row) => splice(row, anyPlace(random, row), 1 + random.below(3), Buffer.alloc(0))),
  repeated: inBytes((random, row) => {
    const from = random.below(row.length);
    return splice(row, anyPlace(random, row), 0, row.slice(from, from + 1 + random.below(40)));
  }),
  badUtf8: insertHex(badUtf8),
  otherBytes: insertHex(otherBytes),
  carriageReturn: inBytes((_random, row) => splice(row, row.length, 0, Buffer.from('\r'))),
  edges: inBytes((random, row) => {
    const mark = random.pick([' ', '\t', '\r', ',', ';', '\0', '\ufeff', '{}', 'null', ']', '}', '\u00a0']);
    return splice(row, random.chance(0.5) ? 0 : row.length, 0, Buffer.from(mark));
  }),
  notRecords: (random) =>
    Buffer.from(
      random.pick(['{}', '[]', 'null', '5', '"x"', 'true', '{', '}', '[{}]', '{"a":1}', '"', 'nul', '\\', ' ']),
    ),
};

export const familyNames: readonly string[] = Object.keys(families);

/** One row of a random family; good rows come up more often, so that what the core left can be compared. */
export function randomRow(random: Random, style?: Style): { readonly family: string; readonly row: Uint8Array } {
  const family = random.chance(0.3) ? random.pick(['plain', 'written', 'full']) : random.pick(familyNames);
  const row = families[family](random, style);
  // a line feed would be the end of the row, and is never part of it
  for (let at = row.indexOf(LINE_FEED); at >= 0; at = row.indexOf(LINE_FEED, at)) row[at] = SPACE;
  return { family, row };
}

/** Rows of one input: all of one style half of the time. */
export function randomRows(random: Random, numRows: number): Uint8Array[] {
  const style = random.chance(0.5) ? randomStyle(random) : undefined;
  return Array.from({ length: numRows }, () => randomRow(random, style).row);
}
