/**
 * How deep a YAML text nests, by a walk that is not recursive. The library composes values by recursion and can take
 * the process down with it, so that depth is known before it composes.
 */
import type { CST } from 'yaml';

/** Depth of the deepest collection; 0 without any. @returns more than `limit` as soon as it is passed */
export function nestingOf(tokens: readonly CST.Token[], limit: number): number {
  let deepest = 0;
  for (const token of tokens) {
    if (token.type !== 'document' || token.value === undefined) continue;
    const open: [token: CST.Token, depth: number][] = [[token.value, 1]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [inner, depth] = next;
      if (!('items' in inner)) continue;
      deepest = Math.max(deepest, depth);
      if (depth > limit) return depth;
      for (const { key, value } of inner.items as readonly CST.CollectionItem[]) {
        if (key) open.push([key, depth + 1]);
        if (value) open.push([value, depth + 1]);
      }
    }
  }
  return deepest;
}
