/** One rule of a pack file, from its checked form to what the engine takes, or its faults. */
import { isMap, isSeq, type ParsedNode } from 'yaml';
import { reservedCodes } from '../../contract/reservedCodes.ts';
import type { ConditionParser } from '../parseCondition.ts';
import { withValidity } from '../withValidity.ts';
import { applyChanges, type JsonObject } from './changes.ts';
import { checkChangedPaths } from './checkRecordKeys.ts';
import type { PackFault } from './fault.ts';
import type { PackRule, RuleTest, Topic } from './pack.ts';
import { MAX_REASON_BYTES, type RuleEntry, type RuleTestEntry } from './packSchema.ts';
import { readWhen } from './readWhen.ts';
import type { YamlFile } from './readYaml.ts';

/** What all files of a pack share. */
export type RuleContext = {
  readonly parcels: Map<string, JsonObject>;
  readonly topics: Map<string, Topic>;
  readonly parser: ConditionParser;
};

export type RuleReading = { readonly rule: PackRule | null; readonly faults: readonly PackFault[] };

/**
 * @param node   Of the rule, for places.
 * @param owner  Of the file.
 */
export function readRule(
  yaml: YamlFile,
  node: ParsedNode,
  entry: RuleEntry,
  owner: string | undefined,
  context: RuleContext,
): RuleReading {
  const faults: PackFault[] = [];
  const tell = (key: string, message: string): void => {
    faults.push(yaml.fault(offsetOf(node, key), `${entry.code}: ${message}`));
  };
  checkMeaning(entry, owner, context, tell);
  const when = readWhen(yaml, nodeOf(node, 'when') ?? node, entry.when, context.parser);
  faults.push(...when.faults.map((fault) => ({ ...fault, message: `${entry.code}: ${fault.message}` })));
  const tests = readTests(yaml, nodeOf(node, 'tests'), entry, context, faults);
  if (faults.length > 0 || when.condition === null) return { rule: null, faults };
  const place = placeOf(yaml, node);
  const rule = {
    code: entry.code,
    text: entry.text,
    carrierText: entry.carrierText ?? null,
    kind: entry.kind ?? ('risk' as const),
    action: entry.action ?? null,
    weight: entry.weight ?? 0,
    hard: entry.hard ?? false,
    lowers: entry.lowers ?? false,
    validFrom: entry.from ?? null,
    validUntil: entry.until ?? null,
    owner: entry.owner ?? owner ?? '',
    source: entry.source,
    when: entry.when.trim(),
    condition: withValidity(when.condition, entry.from ?? null, entry.until ?? null, entry.lowers ?? false),
    place,
  };
  return { rule: { rule, covers: entry.covers ?? [], needs: entry.needs ?? null, tests }, faults };
}

type Tell = (key: string, message: string) => void;

/** What the parts of a rule mean to each other. */
function checkMeaning(entry: RuleEntry, owner: string | undefined, { topics }: RuleContext, tell: Tell): void {
  const { action, weight = 0, hard = false, lowers = false, from, until } = entry;
  for (const key of ['text', 'carrierText'] as const) {
    const bytes = Buffer.byteLength(entry[key] ?? '');
    if (bytes > MAX_REASON_BYTES) tell(key, `${key}: got ${bytes} bytes, expected at most ${MAX_REASON_BYTES}`);
  }
  if (reservedCodes.has(entry.code)) {
    tell('code', `got the code ${entry.code}, which answers give to reasons of their own; take another`);
  }
  if (action === undefined && weight === 0) {
    tell('code', 'got neither an action nor a weight; a rule must raise the parcel or weigh');
  }
  if (action === 'release' && !lowers) {
    tell('action', 'got action release without lowers: true; only a rule with that right may release');
  }
  if (lowers && action === undefined) tell('lowers', 'got lowers without an action; say to which action it lowers');
  if (lowers && hard) tell('hard', 'got both lowers and hard; a rule that lowers cannot be hard');
  if (hard && action === undefined) tell('hard', 'got hard without an action; a rule that only weighs cannot be hard');
  for (const key of ['from', 'until'] as const) {
    const date = entry[key];
    if (date !== undefined && !isDay(date)) tell(key, `${key}: got ${date}, expected a day of the calendar`);
  }
  if (from !== undefined && until !== undefined && from >= until) {
    tell('until', `got until ${until}, expected a day after from ${from}; it is the day after the rule's last`);
  }
  if (entry.owner === undefined && owner === undefined) tell('code', 'got no owner; name one here or for the file');
  for (const topic of entry.covers ?? []) {
    if (!topics.has(topic)) tell('covers', `covers: got ${topic}, expected a topic of the catalogue; add it there`);
  }
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function readTests(
  yaml: YamlFile,
  node: ParsedNode | undefined,
  { code, tests }: RuleEntry,
  { parcels }: RuleContext,
  faults: PackFault[],
): RuleTest[] {
  if (tests === undefined) return [];
  const read = (entries: readonly RuleTestEntry[], key: 'fires' | 'quiet'): RuleTest[] =>
    entries.flatMap((entry, i) => {
      const list = node && nodeOf(node, key);
      const at = isSeq(list) ? (list.items[i] as unknown as ParsedNode) : (node as ParsedNode);
      const base = parcels.get(entry.parcel);
      if (base === undefined) {
        const known = [...parcels.keys()].join(', ') || 'none';
        faults.push(
          yaml.fault(offsetOf(at, 'parcel'), `${code}: got the parcel ${entry.parcel}, expected one of ${known}`),
        );
        return [];
      }
      try {
        const parcel = applyChanges(base, entry.with ?? {});
        checkChangedPaths(nodeOf(at, 'with'), (offset, message) =>
          faults.push(yaml.fault(offset, `${code}: ${message}`)),
        );
        const signals = entry.signals ?? {};
        const why = entry.why ?? entry.parcel;
        return [{ rule: code, fires: key === 'fires', parcel, signals, why, place: placeOf(yaml, at) }];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        faults.push(yaml.fault(offsetOf(at, 'with'), `${code}: ${error.message}`));
        return [];
      }
    });
  return [...read(tests.fires, 'fires'), ...read(tests.quiet, 'quiet')];
}

function placeOf(yaml: YamlFile, node: ParsedNode): string {
  return `${yaml.file}:${yaml.fault(node.range?.[0] ?? 0, '').line}`;
}

function nodeOf(node: ParsedNode, key: string): ParsedNode | undefined {
  return isMap(node) ? (node.get(key, true) as unknown as ParsedNode | undefined) : undefined;
}

/** Of a value of a map, else of the map. */
function offsetOf(node: ParsedNode, key: string): number {
  const value = nodeOf(node, key);
  return (value ?? node).range?.[0] ?? 0;
}
