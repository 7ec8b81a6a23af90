/** Keys of a test's parcel that the record does not have: screening would skip them, and the test would show nothing. */
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { type Field, parcelFields } from '../../contract/fields.ts';
import { hint } from '../parse/nearestName.ts';

type Fields = Readonly<Record<string, Field>>;
type Shape = Field | { readonly kind: 'object'; readonly fields: Fields };
type Tell = (offset: number, message: string) => void;

const record: Shape = { kind: 'object', fields: parcelFields };

/** @param node  A parcel. */
export function checkParcelKeys(node: ParsedNode | undefined, path: string, tell: Tell): void {
  checkShape(node, record, path, tell);
}

/** @param node  Changes by dotted path, as `applyChanges` takes them. */
export function checkChangedPaths(node: ParsedNode | undefined, tell: Tell): void {
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    const path = String(key.value);
    const found = shapeAt(path.split('.'));
    if (typeof found === 'string') tell(key.range?.[0] ?? 0, `${path}: ${found}`);
    else checkShape(value as unknown as ParsedNode, found, path, tell);
  }
}

function checkShape(node: ParsedNode | undefined | null, shape: Shape, path: string, tell: Tell): void {
  if (isMap(node) && shape.kind === 'object') {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const inner = memberOf(shape.fields, name);
      const innerPath = path === '' ? name : `${path}.${name}`;
      if (typeof inner === 'string') tell(key.range?.[0] ?? 0, `${innerPath}: ${inner}`);
      else checkShape(value as unknown as ParsedNode, inner, innerPath, tell);
    }
  } else if (isSeq(node) && shape.kind === 'list') {
    const item: Shape = { kind: 'object', fields: shape.item };
    node.items.forEach((each, i) => checkShape(each as unknown as ParsedNode, item, `${path}.${i}`, tell));
  }
}

/** What a path leads to, or what is wrong with it. */
function shapeAt(keys: readonly string[]): Shape | string {
  let shape: Shape = record;
  for (const [depth, key] of keys.entries()) {
    const above = keys.slice(0, depth).join('.');
    let inner: Shape | string;
    if (shape.kind === 'object') inner = memberOf(shape.fields, key);
    else if (shape.kind !== 'list' && shape.kind !== 'texts') inner = `${above} is a single value and has no parts`;
    else if (!/^\d+$/.test(key)) inner = `${above} is a list; name a place in it, as in ${above}.0`;
    else if (shape.kind === 'list') inner = { kind: 'object', fields: shape.item };
    else inner = { kind: 'text', max: shape.max };
    if (typeof inner === 'string') return inner;
    shape = inner;
  }
  return shape;
}

function memberOf(fields: Fields, name: string): Field | string {
  if (Object.hasOwn(fields, name)) return fields[name];
  const names = Object.keys(fields);
  const nearest = hint(name, names);
  return `got ${JSON.stringify(name)}, which the record does not have${nearest || `; expected one of ${names.join(', ')}`}`;
}
