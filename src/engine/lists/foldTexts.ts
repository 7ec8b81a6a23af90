/** Folds the texts that the core has listed, into the slot's arena, and tells it where they lie then. */
import { FOLDED_EXTRA, FOLDED_FACTOR, IS_RAW_FOLD, listWords } from '../../core/listStage.ts';
import type { CoreMemory } from '../../core/memory.ts';
import type { ListRegion } from '../../core/regions.ts';
import { coreText } from '../../watchlist/text/coreText.ts';
import { withoutInvisible } from '../../watchlist/text/fold.ts';

export type TextFolder = {
  /** @param numFolds how many are listed */
  fold(numFolds: number): void;
};

export function createFolder(memory: CoreMemory, { folds, stage, arena, arenaBytes }: ListRegion): TextFolder {
  const bytes = Buffer.from(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  const arenaEnd = arena + arenaBytes;
  return {
    fold: (numFolds) => {
      if (numFolds === 0) return;
      let next = words[(stage + listWords.arenaNext) >>> 2];
      for (let i = 0; i < numFolds; i++) {
        const listed = words[(folds >>> 2) + i];
        const span = listed >>> 2;
        const [start, length] = [words[span], words[span + 1]];
        const text = bytes.toString('utf8', start, start + length);
        const isRaw = (listed & IS_RAW_FOLD) !== 0;
        const folded = isRaw ? withoutInvisible(text) : coreText(text);
        // most texts hold nothing of the kind, and are matched where they are
        if (isRaw && folded.length === text.length) continue;
        // the core has counted on this much; utf8Write ends at a whole letter
        const room = Math.min(FOLDED_FACTOR * length + FOLDED_EXTRA, arenaEnd - next);
        const numBytes = bytes.write(folded, next, room, 'utf8');
        words[span] = next;
        words[span + 1] = numBytes;
        next += numBytes;
      }
    },
  };
}
