/**
 * The match stage of one slot: the core matches a tile's parties and texts against the lists of the bundle; texts that
 * are not ASCII are folded here in between. Costs nothing where a bundle has no lists.
 */
import type { Limits } from '../../contract/limits.ts';
import type { CoreMemory } from '../../core/memory.ts';
import type { CoreExports } from '../../core/exports.ts';
import { LIST_KEY_BYTES, LIST_NAME_KEY, listWords } from '../../core/listStage.ts';
import { recordLayout, ROW_LENGTH, ROW_START, ROW_STATUS } from '../../core/recordLayout.ts';
import type { SlotRegion } from '../../core/regions.ts';
import { rowStatus, TILE_ROWS, tileWords } from '../../core/tile.ts';
import type { TileViews } from '../../core/tileControl.ts';
import { readRow } from '../explained.ts';
import type { Task } from '../task.ts';
import { createFolder } from './foldTexts.ts';
import { layKernels } from './kernelScratch.ts';
import type { OpenLists } from './openLists.ts';

/** The lists are told apart by their generation. */
export type MatchTask = Pick<Task, 'generation' | 'from' | 'csvHeader'>;

export type MatchStage = {
  /** Before the first tile of a task. */
  begin(task: MatchTask, lists: OpenLists | null): void;
  /** After the check stage of a tile; false where the bundle has no lists. */
  match(numRows: number, numFlagged: number): boolean;
};

const ROW_BYTES = recordLayout.row.bytes;
const STATUS = ROW_STATUS >> 2;
/** Of a kernel's scratch: what names the index that it was prepared for. */
const HEAD_BYTES = 64;
const scratchNames = (Object.keys(listWords) as (keyof typeof listWords)[]).filter((name) => name.endsWith('Scratch'));

export function createMatchStage(
  core: CoreExports,
  memory: CoreMemory,
  slot: SlotRegion,
  views: TileViews,
  limits: Limits,
): MatchStage {
  const { tile, lists, signals, rows } = slot.scratch;
  const { words, rowWords } = views;
  const stageWords = new Uint32Array(memory.buffer, lists.stage, Object.keys(listWords).length);
  const bytes = Buffer.from(memory.buffer);
  const rowView = new DataView(memory.buffer, rows, TILE_ROWS * ROW_BYTES);
  const folder = createFolder(memory, lists);
  const receivedAt = offsetOf('aedReceivedAt');
  let task: MatchTask;
  let open: OpenLists | null = null;

  const set = (name: keyof typeof listWords, value: number): void => {
    stageWords[listWords[name] >> 2] = value;
  };

  function layScratch({ base: whole, delta: changes }: OpenLists): void {
    const base = layKernels(lists.scratch, whole.scratch);
    set('namesScratch', base.names);
    set('addressesScratch', base.addresses);
    set('identifiersScratch', base.identifiers);
    set('phrasesScratch', base.phrases);
    if (changes === null) return;
    const delta = layKernels(lists.deltaScratch, changes.scratch);
    set('deltaNamesScratch', delta.names);
    set('deltaAddressesScratch', delta.addresses);
    set('deltaIdentifiersScratch', delta.identifiers);
    set('deltaPhrasesScratch', delta.phrases);
  }

  /** Kernels know by its head whose their scratch is, but not what other lists have written into the rest of it. */
  function forgetKernels(): void {
    for (const name of scratchNames) {
      const head = stageWords[listWords[name] >> 2];
      if (head > 0) bytes.fill(0, head, head + HEAD_BYTES);
    }
  }

  /** Texts remembered under another key are void. */
  function drawKeys(): void {
    bytes.set(crypto.getRandomValues(new Uint8Array(2 * LIST_KEY_BYTES)), lists.stage + LIST_NAME_KEY);
  }

  /** The day of a row that is slow to read may hang on the very number that the core did not read. */
  function readSlowDays(numRows: number): void {
    const stride = ROW_BYTES / 4;
    for (let row = 0; row < numRows; row++) {
      if (rowWords[row * stride + STATUS] !== rowStatus.slowNumber) continue;
      const start = rowWords[row * stride + (ROW_START >> 2)];
      const reading = readRow(bytes.slice(start, start + rowWords[row * stride + (ROW_LENGTH >> 2)]), task, limits);
      if (!reading.ok) continue;
      rowView.setFloat64(row * ROW_BYTES + receivedAt, reading.parcel.aedReceivedAt ?? Number.NaN, true);
    }
  }

  return {
    begin: (nextTask, nextLists) => {
      task = nextTask;
      open = nextLists;
      words[tileWords.lists >> 2] = open?.base.index.bytes.byteOffset ?? 0;
      words[tileWords.listDelta >> 2] = open?.delta?.index.bytes.byteOffset ?? 0;
      words[tileWords.signals >> 2] = open === null ? 0 : signals;
      if (open === null) return;
      // another thread may have had this slot, with other lists
      layScratch(open);
      if (stageWords[listWords.epoch >> 2] === task.generation) return;
      set('epoch', task.generation);
      forgetKernels();
      drawKeys();
    },
    match: (numRows, numFlagged) => {
      if (open === null) return false;
      if (numFlagged > 0) readSlowDays(numRows);
      for (let row = 0; row < numRows; ) {
        const end = core.gatherLists(tile, row);
        folder.fold(stageWords[listWords.numFolds >> 2]);
        core.matchLists(tile, row, end);
        row = end;
      }
      return true;
    },
  };
}

function offsetOf(path: string): number {
  const offset = recordLayout.row.leaves.find((leaf) => leaf.path === path)?.num;
  if (offset === undefined) throw new RangeError(`expected a row to hold ${path} as a number`);
  return offset;
}
