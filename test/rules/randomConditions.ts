/**
 * Random well-typed conditions, and parcels on which they come out in all ways. Words are few, so that texts meet.
 * The same condition is told twice where the languages differ: an object or a list of the record is never missing
 * in a rule, so what `has` asks of them is written out for other CELs.
 */
import type { Field } from '../../src/contract/fields.ts';
import { findings } from '../../src/contract/findings.ts';
import type { ListName, ValueType } from '../../src/rules/expression.ts';
import { leavesBelow, leavesOfItem, type Leaf, recordLeaves, recordLists } from '../../src/rules/recordLeaves.ts';
import type { Random } from '../oracle/random.ts';
import { randomLeafValue, testFeatureNames, testSignalNames } from './randomFacts.ts';

/** A name in scope: an item of a list, under the variable that holds it. */
type Inside = { readonly variable: string; readonly list: ListName } | null;
type Setting = { readonly random: Random; readonly depth: number; readonly inside: Inside };

const PATTERNS = ['^a', 'b$', '(?i)press', '山.', '^.$', '[A-Z]{2,}', '^[^ ]+$', '\\d', '(a|b)c', '\\bPRESS\\b'];

const lists = [...recordLists.keys()];
const objects = [
  ...new Set([...recordLeaves.keys()].flatMap((path) => (path.includes('.') ? [path.split('.')[0]] : []))),
];

/** A condition in CEL. @param depth  Levels of operators; 0 is a single question. */
export function randomCondition(random: Random, depth: number): string {
  return boolText({ random, depth, inside: null });
}

/** The same for a CEL that takes a parcel as `celBindings` gives it. */
export function forOtherCel(condition: string): string {
  return condition
    .replace(/has\((parcel\.[\w.]+)\)/g, (whole, path: string) => hasOfGroup(path.slice('parcel.'.length)) ?? whole)
    .replace(/has\((parcel\.([\w.]+)\[(\d+)\]\.[\w.]+)\)/g, (_, leaf: string, list: string, index: string) => {
      return `(size(parcel.${list}) > ${index} && has(${leaf}))`;
    });
}

function hasOfGroup(path: string): string | undefined {
  if (recordLists.has(path as ListName)) return `(size(parcel.${path}) > 0)`;
  const leaves = leavesBelow(recordLeaves, path);
  if (leaves.length === 0) return undefined;
  const parts = leaves.map((leaf) => `has(parcel.${leaf.path})`);
  parts.push(...lists.filter((list) => list.startsWith(`${path}.`)).map((list) => `size(parcel.${list}) > 0`));
  return `(${parts.join(' || ')})`;
}

const deeper = (setting: Setting): Setting => ({ ...setting, depth: setting.depth - 1 });

function boolText(setting: Setting): string {
  const { random, depth } = setting;
  if (depth <= 0) return question(setting);
  const inner = deeper(setting);
  switch (random.below(9)) {
    case 0:
    case 1:
      return `(${chain(inner, ' && ')})`;
    case 2:
    case 3:
      return `(${chain(inner, ' || ')})`;
    case 4:
      return `!(${boolText(inner)})`;
    case 5:
      return `((${boolText(inner)}) ? ${boolText(inner)} : ${boolText(inner)})`;
    case 6:
      return `((${boolText(inner)}) ${random.pick(['==', '!='])} (${boolText(inner)}))`;
    case 7:
      return quantifier(inner);
    default:
      return question(inner);
  }
}

function chain(setting: Setting, operator: string): string {
  return Array.from({ length: 2 + setting.random.below(3) }, () => boolText(setting)).join(operator);
}

function quantifier(setting: Setting): string {
  const { random } = setting;
  const list = random.pick(lists);
  const variable = random.pick(['x', 'line', 'e_1']);
  const body = boolText({ ...setting, inside: { variable, list } });
  return random.chance(0.25)
    ? `parcel.${list}.filter(${variable}, ${body}).size() ${ordering(random)} ${random.below(4)}`
    : `parcel.${list}.${random.pick(['exists', 'all', 'exists_one'])}(${variable}, ${body})`;
}

function question(asked: Setting): string {
  const { random } = asked;
  // half of the questions are of plain values, the others of what is calculated of them
  const setting = { ...asked, depth: random.chance(0.5) ? 0 : 1 + random.below(2) };
  switch (random.below(15)) {
    case 0:
      return random.pick(['true', 'false']);
    case 1:
      return `findings.${random.pick(findings).code}`;
    case 2:
      return `has(${presence(setting)})`;
    case 3:
      return `has(${attribute(setting, random.pick(['int', 'double', 'string', 'bool']), true)})`;
    case 4:
      return attribute(setting, 'bool');
    case 5:
      return `${text(setting)} ${ordering(random)} ${text(setting)}`;
    case 6:
      return ofClosedForm(setting);
    case 7:
      return `${text(setting)}.${random.pick(['startsWith', 'endsWith', 'contains'])}(${text(setting)})`;
    case 8:
      return `${random.chance(0.5) ? word(random) : attribute(setting, 'string')} in parcel.${random.pick(lists.filter((list) => list.endsWith('Lines')))}`.replace(
        /^(x|line|e_1)\b.* in /,
        `${word(random)} in `,
      );
    case 9:
      return `${int(setting)} in [${[int0(random), int0(random), int0(random)].join(', ')}]`;
    case 10: {
      const [left, right] = [number(setting), number(setting)];
      return `${left} ${random.pick(['<', '<=', '>', '>='])} ${right}`;
    }
    case 11:
      return `${double(setting)} ${ordering(random)} ${double(setting)}`;
    case 13:
      return `${text(setting)}.matches(${JSON.stringify(random.pick(PATTERNS))})`;
    case 12:
      return `[${word(random)}, ${word(random)}].${random.pick(['exists', 'all'])}(w, ${text(setting)}.contains(w))`;
    default:
      return `${int(setting)} ${ordering(random)} ${int(setting)}`;
  }
}

const ordering = (random: Random): string => random.pick(['==', '!=', '<', '<=', '>', '>=']);
const number = (setting: Setting): string => (setting.random.chance(0.5) ? int(setting) : double(setting));

function ofClosedForm(setting: Setting): string {
  const { random } = setting;
  const leaf = random.pick([...recordLeaves.values()].filter((each) => each.type === 'string'));
  const value = (): string => quoted(String(randomLeafValue(random, leaf.field)));
  if (random.chance(0.5)) return `parcel.${leaf.path} ${random.pick(['==', '!='])} ${value()}`;
  return `parcel.${leaf.path} in [${[value(), value(), value()].slice(random.below(3)).join(', ')}]`;
}

function presence({ random }: Setting): string {
  return `parcel.${random.pick(random.chance(0.5) ? lists : objects)}`;
}

function int(setting: Setting): string {
  const { random, depth } = setting;
  if (depth <= 0) return random.chance(0.3) ? int0(random) : intAttribute(setting);
  const inner = deeper(setting);
  switch (random.below(8)) {
    case 0:
      return `(${int(inner)} ${random.pick(['+', '-', '*', '/', '%'])} ${int(inner)})`;
    case 1:
      return `-(${int(inner)})`;
    case 2:
      return `int(${double(inner)})`;
    case 3:
      return `size(${text(inner)})`;
    case 4:
      return `size(parcel.${random.pick(lists)})`;
    case 5:
      return `((${boolText(inner)}) ? ${int(inner)} : ${int(inner)})`;
    default:
      return intAttribute(inner);
  }
}

const int0 = (random: Random): string =>
  random.pick(['0', '1', '2', '3', '-1', '10', '100', '5000', '9007199254740991', '9223372036854775807', '0x10']);

function intAttribute(setting: Setting): string {
  return attribute(setting, 'int');
}

function double(setting: Setting): string {
  const { random, depth } = setting;
  if (depth <= 0) return random.chance(0.3) ? double0(random) : attribute(setting, 'double');
  const inner = deeper(setting);
  switch (random.below(6)) {
    case 0:
      return `(${double(inner)} ${random.pick(['+', '-', '*', '/'])} ${double(inner)})`;
    case 1:
      return `-(${double(inner)})`;
    case 2:
      return `double(${int(inner)})`;
    case 3:
      return 'score';
    default:
      return attribute(inner, 'double');
  }
}

const double0 = (random: Random): string =>
  random.pick(['0.0', '-0.0', '1.0', '0.5', '-2.25', '100.0', '1e19', '1e-3']);

function text(setting: Setting): string {
  const { random, depth } = setting;
  switch (random.below(depth > 0 ? 5 : 3)) {
    case 0:
      return word(random);
    case 3:
      return `${text(deeper(setting))}.lowerAscii()`;
    case 4:
      return `((${boolText(deeper(setting))}) ? ${text(deeper(setting))} : ${text(deeper(setting))})`;
    default:
      return freeText(setting);
  }
}

/** Texts and codes alike, but no comparison that a closed form rules out comes of it: those stand beside words only. */
function freeText(setting: Setting): string {
  return attribute(setting, 'string');
}

/** Only for the plain text fields: any word may stand there. */
const isFree = ({ field }: Leaf): boolean => field.kind === 'text';

function attribute(setting: Setting, type: ValueType, forHas = false): string {
  const { random, inside } = setting;
  if (type === 'double') {
    return random.chance(0.7) ? `features.${random.pick(testFeatureNames)}` : `signals.${random.pick(testSignalNames)}`;
  }
  const fits = (leaf: Leaf): boolean => leaf.type === type && (forHas || type !== 'string' || isFree(leaf));
  if (inside !== null && random.chance(0.75)) {
    const leaves = [...leavesOfItem(inside.list).values()].filter(
      (leaf) => fits(leaf) && !(forHas && leaf.path === ''),
    );
    const { variable } = inside;
    if (leaves.length > 0) return [variable, random.pick(leaves).path].filter((part) => part !== '').join('.');
  }
  if (random.chance(0.15)) {
    const list = random.pick(lists);
    const leaves = [...leavesOfItem(list).values()].filter((leaf) => fits(leaf) && leaf.path !== '');
    if (leaves.length > 0) return `parcel.${list}[${random.below(3)}].${random.pick(leaves).path}`;
  }
  return `parcel.${random.pick([...recordLeaves.values()].filter(fits)).path}`;
}

const word = (random: Random): string => quoted(String(randomLeafValue(random, freeField)));
const freeField: Field = { kind: 'text', max: 35 };

function quoted(value: string): string {
  return JSON.stringify(value);
}
