/**
 * The stage that takes down what was decided, where someone keeps a log. The log holds the officers' answer as NDJSON,
 * or the carriers' where the bundle is one for carriers, which may learn no score and no weight from their own log:
 * where the answers asked for are the same, they are taken from the answer region; else the tile is decided and
 * written once more, first, in the place that the real answers then take.
 */
import type { RecordedBatch } from '../../contract/recording.ts';
import type { Limits } from '../../contract/limits.ts';
import type { CoreExports } from '../../core/exports.ts';
import type { CoreMemory } from '../../core/memory.ts';
import type { SlotRegion } from '../../core/regions.ts';
import { tileWords } from '../../core/tile.ts';
import type { TileViews } from '../../core/tileControl.ts';
import type { OpenBundle } from '../bundle/openBundle.ts';
import { createHitReader, type HitReader } from '../lists/rowHits.ts';
import { createDecideStage, type DecideStage } from '../decideStage.ts';
import type { Task } from '../task.ts';
import { createRecorder } from './recorder.ts';

export type RecordStage = {
  /** Before the first tile of a task, and before the decide stage begins. */
  begin(task: Task, bundle: OpenBundle): void;
  /** After the rules stage of a tile. Returns the rows that may be answered: as many as could be taken down. */
  before(numRows: number, numFlagged: number): number;
  /** After the answer stage wrote `numWritten` answers at `answers`. */
  after(numWritten: number, answers: number): void;
  finish(): RecordedBatch;
};

const word = (name: keyof typeof tileWords): number => tileWords[name] >> 2;
const ANSWER_NEXT = word('answerNext');
const NUM_ROWS = word('numRows');
const HIT_LIST_NEXT = word('hitListNext');
const FOR_CARRIER = word('forCarrier');

export function createRecordStage(
  core: CoreExports,
  memory: CoreMemory,
  slot: SlotRegion,
  views: TileViews,
  limits: Limits,
): RecordStage {
  const { words } = views;
  const recorder = createRecorder(memory);
  let twin: DecideStage | undefined;
  let needsTwin = false;
  let forCarrier = 0;
  let loggedForCarrier = 0;
  const hitReader = createHitReader(memory, slot.scratch);
  let signalsOf: HitReader['signalsOf'] | undefined;

  return {
    begin: (task, bundle) => {
      const { recording, from, to, tier, csvHeader } = task;
      if (!recording) throw new TypeError('expected a task that is to be recorded');
      recorder.begin(recording, from, csvHeader);
      // a carrier may learn nothing of lists from its own log
      signalsOf = bundle.lists === null || bundle.manifest.redacts !== undefined ? undefined : hitReader.signalsOf;
      const logged = bundle.manifest.redacts === undefined ? 'officer' : 'carrier';
      needsTwin = tier !== logged || !(to === 'ndjson' || to === 'json');
      forCarrier = tier === 'carrier' ? 1 : 0;
      loggedForCarrier = logged === 'carrier' ? 1 : 0;
      if (!needsTwin) return;
      twin ??= createDecideStage(core, memory, slot, limits, 1);
      twin.begin({ ...task, to: 'ndjson', tier: logged }, bundle);
    },
    before: (numRows, numFlagged) => {
      if (!needsTwin || !twin) return numRows;
      const answers = words[ANSWER_NEXT];
      const hits = words[HIT_LIST_NEXT];
      words[FOR_CARRIER] = loggedForCarrier;
      words[NUM_ROWS] = twin.decide(numRows, numFlagged);
      const numTaken = core.writeAnswersNdjson(slot.scratch.tile, 0);
      recorder.add(views.rowWords, numTaken, answers, signalsOf);
      words[FOR_CARRIER] = forCarrier;
      words[ANSWER_NEXT] = answers;
      words[HIT_LIST_NEXT] = hits;
      return numTaken;
    },
    after: (numWritten, answers) => {
      if (needsTwin) recorder.keep(numWritten);
      else recorder.add(views.rowWords, numWritten, answers, signalsOf);
    },
    finish: () => recorder.finish(),
  };
}
