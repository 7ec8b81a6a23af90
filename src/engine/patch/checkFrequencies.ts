/** Names score by how common their words are: a patch or merge must count with what the bundle was built with. */
import { PosternError } from '../../contract/errors.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import { frequenciesHash } from '../../watchlist/frequencies/frequenciesHash.ts';
import type { BundleManifest } from '../bundle/bundleLayout.ts';

/** Digits of a hash that tell tables apart. */
const SHOWN = 12;

/** @throws PosternError BUNDLE_INVALID where it is another table, one too many or none */
export function checkFrequencies({ frequencies }: BundleManifest, counted: readonly WordCounts[] = []): void {
  const [expected, got] = [frequencies ?? null, frequenciesHash(counted)];
  if (expected === got) return;
  throw new PosternError('BUNDLE_INVALID', `${faultOf(expected, got)}: names would score otherwise than in the bundle`);
}

function faultOf(expected: string | null, got: string | null): string {
  if (expected === null) {
    return 'the bundle was built without --frequencies, and words of own mail are given: leave --frequencies out, or build the bundle with them';
  }
  const built = `the bundle was built with counted words ${expected.slice(0, SHOWN)}`;
  return got === null
    ? `${built}, and none are given: give --frequencies with the file that it was built with`
    : `${built}, given are ${got.slice(0, SHOWN)}: give --frequencies with the file that it was built with`;
}
