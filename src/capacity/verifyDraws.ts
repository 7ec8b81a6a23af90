/** Draws of a finished period, recomputed by anyone who has the published key. */
import { PosternError } from '../contract/errors.ts';
import { itemNumbers } from './draw.ts';

export type WrongDraw = {
  readonly line: number;
  readonly itemId: string;
  readonly was: 'drawn' | 'left';
  readonly should: 'drawn' | 'left';
};

export type DrawCheck = { readonly open: number; readonly drawn: number; readonly wrong: readonly WrongDraw[] };

type Logged = {
  readonly itemId: string;
  readonly capacity?: {
    readonly facility: string;
    readonly shift: string;
    readonly by: string;
    readonly inclusionProbability: number;
  } | null;
};

/** @param lines  decisions as JSON, with what the plan made of them in `capacity`; rows without it are passed over */
export function verifyDraws(key: Uint8Array, lines: readonly string[]): DrawCheck {
  let open = 0;
  let numDrawn = 0;
  const wrong: WrongDraw[] = [];
  lines.forEach((text, i) => {
    if (text.trim() === '') return;
    const { itemId, capacity } = parse(text, i + 1);
    if (!capacity || (capacity.by !== 'draw' && capacity.by !== 'open')) return;
    open++;
    const was = capacity.by === 'draw' ? 'drawn' : 'left';
    if (was === 'drawn') numDrawn++;
    const { draw } = itemNumbers(key, capacity.facility, capacity.shift, itemId);
    const should = draw < capacity.inclusionProbability ? 'drawn' : 'left';
    if (was !== should) wrong.push({ line: i + 1, itemId, was, should });
  });
  return { open, drawn: numDrawn, wrong };
}

function parse(text: string, line: number): Logged {
  try {
    return JSON.parse(text) as Logged;
  } catch {
    throw new PosternError('REQUEST_INVALID', `line ${line}: expected a decision as JSON`);
  }
}
