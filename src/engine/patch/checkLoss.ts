/** A list of another name, or one that lost nearly all its entries, is more often a mistake than news. */
import { PosternError } from '../../contract/errors.ts';
import type { ListLoss } from '../../watchlist/index/deltaIndex.ts';
import type { ListEntry } from '../bundle/bundleLayout.ts';

export type Allowed = {
  /** Lists that the bundle does not have. */
  readonly newLists?: boolean;
  /** Lists that are empty, or lose more than nine tenths of their entries. */
  readonly massRemoval?: boolean;
};

const MOST_LOST = 0.9;

/** @throws PosternError BUNDLE_INVALID naming the list, those of the bundle, and what allows it */
export function checkNames(old: readonly ListEntry[], given: readonly ListEntry[], { newLists }: Allowed): void {
  const names = old.map(({ name }) => name);
  const strange = given.find(({ name }) => !names.includes(name));
  if (strange === undefined || newLists === true) return;
  throw new PosternError(
    'BUNDLE_INVALID',
    `the bundle has no list "${strange.name}", only ${names.map((name) => `"${name}"`).join(', ')}: ` +
      'import it under the name of the list that it is a version of (postern watchlist import --list NAME), ' +
      'or give --allow-new-lists to add it to them',
  );
}

/** @throws PosternError BUNDLE_INVALID naming the list, what it loses, and what allows it */
export function checkLosses(given: readonly ListEntry[], losses: readonly ListLoss[], { massRemoval }: Allowed): void {
  const isEmpty = (list: string): boolean => given.some(({ name, entries }) => name === list && entries === 0);
  const loss = losses.find(({ list, went, before }) => went > MOST_LOST * before || isEmpty(list));
  if (loss === undefined || massRemoval === true) return;
  throw new PosternError(
    'BUNDLE_INVALID',
    `the patch takes ${loss.went} of ${loss.before} entries of the list "${loss.list}" away: ` +
      'look at it with postern watchlist diff, and give --allow-mass-removal if that is meant',
  );
}
