/** Rule pack files to a pack, or to all their faults: each with file, line and column, what was got and what to do. */
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { NOT_UTF8 } from '../../base/utf8Text.ts';
import type { ConditionParser } from '../parseCondition.ts';
import { MAX_RULES } from '../rule.ts';
import type { JsonObject } from './changes.ts';
import { checkNode } from './checkNode.ts';
import { checkParcelKeys } from './checkRecordKeys.ts';
import { type PackFault, packError } from './fault.ts';
import type { Pack, PackText } from './pack.ts';
import { type PackFile, packSchema } from './packSchema.ts';
import { readRule, type RuleContext } from './readRule.ts';
import { readYaml, type YamlFile } from './readYaml.ts';

export type PackReading = { readonly pack: Pack; readonly faults: readonly PackFault[] };

/** A file of the right form: its values, its nodes for places, and the places of the rules that are not of it. */
type GoodFile = { readonly yaml: YamlFile; readonly content: PackFile; readonly badRules: ReadonlySet<number> };

/**
 * @param texts   Files of one pack; the order of files, then of rules in a file, is the order of reasons.
 * @param parser  Of conditions, which knows the features.
 * @returns the rules without fault, and all faults.
 */
export function readPack(texts: readonly PackText[], parser: ConditionParser): PackReading {
  const faults: PackFault[] = [];
  const files = texts.flatMap(({ file, text }) => readFile(file, text, faults));
  const context: RuleContext = { parcels: new Map(), topics: new Map(), parser };
  for (const file of files) collectShared(file, context, faults);
  faults.push(...repeatedCodes(files));
  const rules = files.flatMap(({ yaml, content, badRules }) => {
    const nodes = listAt(yaml.root, 'rules');
    return (content.rules ?? []).flatMap((entry, i) => {
      if (badRules.has(i)) return [];
      const reading = readRule(yaml, nodes[i], entry, content.owner, context);
      faults.push(...reading.faults);
      return reading.rule === null ? [] : [reading.rule];
    });
  });
  const codes = new Set<string>();
  const kept = rules.filter(({ rule: { code } }) => codes.size < codes.add(code).size);
  if (kept.length > MAX_RULES) {
    const fault = `got ${kept.length} rules in all, expected at most ${MAX_RULES}`;
    faults.push({ file: texts[0].file, line: 1, column: 1, message: fault });
  }
  return { pack: { rules: kept, catalogue: [...context.topics.values()] }, faults };
}

/** @throws PosternError BUNDLE_INVALID with the faults. */
export function requirePack(texts: readonly PackText[], parser: ConditionParser): Pack {
  const { pack, faults } = readPack(texts, parser);
  if (faults.length > 0) throw packError(faults);
  return pack;
}

function readFile(file: string, text: string | null, faults: PackFault[]): GoodFile[] {
  if (text === null) {
    faults.push({ file, line: 1, column: 1, message: NOT_UTF8 });
    return [];
  }
  const { yaml, faults: ofText } = readYaml(file, text);
  const found = ofText.length > 0 ? ofText : checkNode(yaml, yaml.root, packSchema);
  faults.push(...found);
  const badRules = rulesAtFault(yaml, found);
  return badRules === null ? [] : [{ yaml, content: yaml.root?.toJSON() as PackFile, badRules }];
}

/** Places of the rules that faults of form lie in; null where one lies elsewhere, so that the file cannot be read on. */
function rulesAtFault(yaml: YamlFile, faults: readonly PackFault[]): ReadonlySet<number> | null {
  const nodes = listAt(yaml.root, 'rules');
  const starts = nodes.map(({ range }) => yaml.fault(range?.[0] ?? 0, ''));
  const ends = nodes.map(({ range }) => yaml.fault(range?.[2] ?? 0, ''));
  const isBefore = (one: PackFault, other: PackFault): boolean =>
    one.line < other.line || (one.line === other.line && one.column < other.column);
  const places = faults.map((fault) =>
    nodes.findIndex((_, i) => !isBefore(fault, starts[i]) && isBefore(fault, ends[i])),
  );
  return places.includes(-1) ? null : new Set(places);
}

/** Before conditions are read, so that a fault in one hides no code that is given twice. */
function repeatedCodes(files: readonly GoodFile[]): PackFault[] {
  const placeOf = new Map<string, string>();
  return files.flatMap(({ yaml, content, badRules }) => {
    const nodes = listAt(yaml.root, 'rules');
    return (content.rules ?? []).flatMap((entry, i) => {
      if (badRules.has(i)) return [];
      const at = nodes[i].range?.[0] ?? 0;
      const earlier = placeOf.get(entry.code);
      placeOf.set(entry.code, earlier ?? `${yaml.file}:${yaml.fault(at, '').line}`);
      if (earlier === undefined) return [];
      return [yaml.fault(at, `got the code ${entry.code} again, which is that of ${earlier}; give each rule its own`)];
    });
  });
}

/** Base parcels and topics, which all files of a pack share. */
function collectShared({ yaml, content }: GoodFile, { parcels, topics }: RuleContext, faults: PackFault[]): void {
  const add = <T>(into: Map<string, T>, group: string, name: string, value: T): void => {
    if (into.has(name)) {
      const at = offsetOfKey(nodeAt(yaml.root, group), name);
      faults.push(yaml.fault(at, `got ${group}.${name}, which another file of the pack has; give each its own name`));
    }
    into.set(name, value);
  };
  const parcelNodes = nodeAt(yaml.root, 'parcels');
  for (const [name, parcel] of Object.entries(content.parcels ?? {})) {
    checkParcelKeys(nodeAt(parcelNodes, name), '', (offset, message) =>
      faults.push(yaml.fault(offset, `parcels.${name}: ${message}`)),
    );
    add(parcels, 'parcels', name, parcel as JsonObject);
  }
  for (const [name, { title, limits = null }] of Object.entries(content.catalogue ?? {})) {
    add(topics, 'catalogue', name, { name, title, limits });
  }
}

function nodeAt(node: ParsedNode | null | undefined, key: string): ParsedNode | undefined {
  return isMap(node) ? (node.get(key, true) as unknown as ParsedNode | undefined) : undefined;
}

function offsetOfKey(node: ParsedNode | undefined, key: string): number {
  const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

function listAt(node: ParsedNode | null, key: string): readonly ParsedNode[] {
  const list = nodeAt(node, key);
  return isSeq(list) ? (list.items as unknown as readonly ParsedNode[]) : [];
}
