/** What callers are told of the lists in force. */
import type { ListInfo } from '../../contract/screener.ts';
import type { ListEntry } from './bundleLayout.ts';

export function listInfos(lists: readonly ListEntry[]): ListInfo[] {
  return lists.map(({ name, version, entries }) => ({ name, version, entries }));
}
