/** Holds a YAML node against a schema and tells each difference at its place, in words that say what to do. */
import { isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { PackFault } from './fault.ts';
import type { YamlFile } from './readYaml.ts';

/** The keywords of JSON Schema that packs use. */
type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

const MOST_QUOTED = 60;

export function checkNode(yaml: YamlFile, root: ParsedNode | null, schema: object): PackFault[] {
  const faults: PackFault[] = [];
  const tell = (node: { range?: readonly number[] | null } | null, path: string, message: string): void => {
    faults.push(yaml.fault(node?.range?.[0] ?? 0, `${path === '' ? '' : `${path}: `}${message}`));
  };
  check(root, schema as Schema, '');
  return faults;

  function check(node: ParsedNode | null, expected: Schema, path: string): void {
    if (expected.enum !== undefined) checkEnum(node, expected.enum, path);
    else if (expected.type === 'object') checkMap(node, expected, path);
    else if (expected.type === 'array') checkList(node, expected, path);
    else checkScalar(node, expected, path);
  }

  function checkMap(node: ParsedNode | null, expected: Schema, path: string): void {
    if (!isMap(node)) return tell(node, path, `got ${kindOf(node)}, expected a map of names to values`);
    const { properties = {}, required = [], additionalProperties = true, propertyNames } = expected;
    const pairs = (node as YAMLMap.Parsed).items as unknown as readonly Pair<Scalar<string>, ParsedNode>[];
    for (const { key, value } of pairs) {
      const name = key.value;
      const inner = path === '' ? name : `${path}.${name}`;
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (propertyNames && !new RegExp(propertyNames.pattern, 'u').test(name)) {
        tell(key, path, `got the name ${quoted(name)}, expected one that matches ${propertyNames.pattern}`);
      } else if (known !== undefined) {
        check(value, known, inner);
      } else if (additionalProperties === false) {
        const names = Object.keys(properties).join(', ');
        tell(key, path, `got the unknown key ${quoted(name)}, expected one of ${names}; check its spelling`);
      } else if (typeof additionalProperties === 'object') {
        check(value, additionalProperties, inner);
      }
    }
    const missing = required.filter((name) => !node.has(name));
    for (const name of missing) tell(node, path, `${name} is missing; add it`);
  }

  function checkList(node: ParsedNode | null, { items, minItems = 0, maxItems }: Schema, path: string): void {
    if (!isSeq(node)) return tell(node, path, `got ${kindOf(node)}, expected a list`);
    const { length } = node.items;
    if (length < minItems) tell(node, path, `got ${length} items, expected at least ${minItems}`);
    if (maxItems !== undefined && length > maxItems) {
      tell(node, path, `got ${length} items, expected at most ${maxItems}`);
    }
    if (items === undefined) return;
    (node as YAMLSeq.Parsed).items.forEach((item, i) => check(item as ParsedNode, items, `${path}[${i}]`));
  }

  function checkEnum(node: ParsedNode | null, values: readonly string[], path: string): void {
    if (isScalar(node) && values.some((value) => value === node.value)) return;
    tell(node, path, `got ${shown(node)}, expected one of ${values.join(', ')}`);
  }

  function checkScalar(node: ParsedNode | null, expected: Schema, path: string): void {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (expected.type === 'string') {
      if (typeof value !== 'string') tell(node, path, `got ${shown(node)}, expected a text; put it in quotes`);
      else checkText(node, value, expected, path);
    } else if (expected.type === 'number' || expected.type === 'integer') {
      const fits = expected.type === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value);
      const { minimum = -Infinity, maximum = Infinity } = expected;
      if (!fits)
        tell(node, path, `got ${shown(node)}, expected ${expected.type === 'number' ? 'a' : 'a whole'} number`);
      else if ((value as number) < minimum || (value as number) > maximum) {
        tell(node, path, `got ${shown(node)}, expected a number from ${minimum} to ${maximum}`);
      }
    } else if (expected.type === 'boolean' && typeof value !== 'boolean') {
      tell(node, path, `got ${shown(node)}, expected true or false`);
    }
  }

  function checkText(node: ParsedNode | null, value: string, expected: Schema, path: string): void {
    const { pattern, minLength = 0, maxLength = Infinity } = expected;
    const length = [...value].length;
    if (length < minLength || length > maxLength) {
      tell(node, path, `got ${length} characters, expected ${minLength} to ${maxLength}`);
    } else if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
      tell(node, path, `got ${quoted(value)}, expected a text that matches ${pattern}`);
    }
  }
}

function kindOf(node: ParsedNode | null): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  return shown(node);
}

function shown(node: ParsedNode | null): string {
  if (!isScalar(node)) return node === null ? 'nothing' : kindOf(node);
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? quoted(node.value) : `${typeof node.value} ${String(node.value)}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text);
}
