/** A list of nobody matches nobody, and says so to nobody: most often the file or its mapping was another one. */
import { PosternError } from '../contract/errors.ts';
import { faultText } from '../watchlist/faults.ts';
import type { ImportReport } from '../watchlist/importList.ts';
import { printable } from './printable.ts';
import { count } from './progress.ts';

const MOST_TOLD = 3;

/** @throws PosternError BODY_INVALID with what was read, where no entry was */
export function refuseEmpty({ entries, refused, faults, left }: ImportReport, numFiles: number): void {
  if (entries > 0) return;
  const told = [
    ...faults.slice(0, MOST_TOLD).map(faultText),
    ...left
      .sorted()
      .slice(0, MOST_TOLD)
      .map(([what, times]) => `left out: ${count(times)} x ${what}`),
  ];
  const read = `got none in ${count(numFiles)} files, ${count(refused)} rows refused`;
  throw new PosternError(
    'BODY_INVALID',
    `expected at least one entry, ${[read, ...told.map(printable)].join('; ')}; nothing was written`,
  );
}
