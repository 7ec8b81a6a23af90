/** Attributes to the nodes that read them. */
import type { Attribute, ListName } from '../expression.ts';
import { type Lowering, NotCompiled } from './lowering.ts';
import type { LeafPlace } from './places.ts';
import { domainOfList, type Scope } from './scope.ts';
import * as layout from './tableLayout.ts';

type Item = Extract<Attribute, { kind: 'item' }>;

/** Where an attribute's leaf lies: in the struct of a domain's elements, or in that of one item of each row. */
type Source = {
  readonly domain: number;
  readonly place: LeafPlace;
  /** Spans from the first on of which one must be given. */
  readonly numSpans: number;
  readonly item?: { readonly domain: number; readonly index: number };
};

/** The node of an attribute's spans. */
export function spansOf({ graph, places }: Lowering, attribute: Attribute, scope: Scope): number {
  const { domain, place, numSpans, item } = sourceOf(places, attribute, scope);
  return graph.add({
    kind: layout.KIND_SPANS,
    domain,
    a: place.span,
    b: numSpans,
    ...(item && { operator: item.domain, flag: 1, c: item.index }),
  });
}

/** The node of an attribute's number: of an integer, a flag, a feature or a signal. */
export function numberOf({ graph, places }: Lowering, attribute: Attribute, scope: Scope): number {
  const domain = layout.DOMAIN_ROWS;
  if (attribute.kind === 'feature') {
    return graph.add({ kind: layout.KIND_FEATURE, domain, a: known(places.features, attribute.name, 'feature') });
  }
  if (attribute.kind === 'signal') {
    return graph.add({ kind: layout.KIND_SIGNAL, domain, a: known(places.signals, attribute.name, 'signal') });
  }
  const source = sourceOf(places, attribute, scope);
  const { num } = source.place;
  if (num === undefined) throw new NotCompiled('expected a number, got a text');
  const { item } = source;
  return graph.add({
    kind: layout.KIND_FIELD,
    domain: source.domain,
    a: num,
    ...(item && { operator: item.domain, flag: 1, c: item.index }),
  });
}

/** Absent where the node is an error. */
export function readingOf(lowering: Lowering, attribute: Attribute, scope: Scope): number {
  return attribute.type === 'string' ? spansOf(lowering, attribute, scope) : numberOf(lowering, attribute, scope);
}

/** The day that a parcel is judged by. */
export function dayOf({ graph, places }: Lowering): number {
  const domain = layout.DOMAIN_ROWS;
  const received = known(places.row, 'aedReceivedAt', 'field').num ?? 0;
  const posted = known(places.row, 'postingDate', 'field').num ?? 0;
  const advance = graph.add({ kind: layout.KIND_DAY_OF, domain, a: received });
  const posting = graph.add({ kind: layout.KIND_FIELD, domain, a: posted });
  return graph.add({ kind: layout.KIND_ELSE, domain, a: advance, b: posting });
}

function sourceOf(places: Lowering['places'], attribute: Attribute, scope: Scope): Source {
  if (attribute.kind === 'field') {
    return { domain: layout.DOMAIN_ROWS, place: known(places.row, attribute.path, 'field'), numSpans: 1 };
  }
  if (attribute.kind !== 'item') throw new NotCompiled(`expected an attribute of the record, got a ${attribute.kind}`);
  const items = domainOfList(attribute.list);
  if (items === undefined) return textSource(places, attribute, scope);
  const place = known(known(places.items, attribute.list, 'list'), attribute.path, 'field');
  if (attribute.at === 'each') return { domain: items, place, numSpans: 1 };
  return { domain: layout.DOMAIN_ROWS, place, numSpans: 1, item: { domain: items, index: attribute.at } };
}

/** A text of a list is there, if only as '', as long as one behind it is given. */
function textSource(places: Lowering['places'], { list, at }: Item, scope: Scope): Source {
  const index = at === 'each' ? (scope.places.get(list) ?? 0) : at;
  const most = known(places.maxTexts, list, 'list');
  if (index >= most) throw new NotCompiled(`${list} holds at most ${most} texts, got index ${index}`);
  return { domain: layout.DOMAIN_ROWS, place: known(places.row, `${list}.${index}`, 'field'), numSpans: most - index };
}

/** True for the rows whose list of texts reaches to a place. */
export function reaches({ graph, places }: Lowering, list: ListName, index: number): number {
  const spans = graph.add({
    kind: layout.KIND_SPANS,
    domain: layout.DOMAIN_ROWS,
    a: known(places.row, `${list}.${index}`, 'field').span,
    b: known(places.maxTexts, list, 'list') - index,
  });
  return graph.add({ kind: layout.KIND_PRESENT, domain: layout.DOMAIN_ROWS, a: spans });
}

function known<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const value = map.get(name);
  if (value === undefined) throw new NotCompiled(`there is no ${what} ${name}`);
  return value;
}
