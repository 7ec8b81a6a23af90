/**
 * Screening on the calling thread, one parcel at a time, in a slot that no batch ever takes: nothing is queued and
 * nothing crosses a thread. Also explains, which looks at what one row left in the tile.
 */
import type { Answer, Contributions, Evidence, Explanation } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import { findings } from '../contract/findings.ts';
import type { RecordedAnswer, RecordedBatch, RecordingOrder } from '../contract/recording.ts';
import type { Limits } from '../contract/limits.ts';
import type { Tier } from '../contract/tier.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { CoreExports } from '../core/exports.ts';
import type { Regions } from '../core/regions.ts';
import { type TileViews, viewTile } from '../core/tileControl.ts';
import { featureTable } from '../features/table.ts';
import { decideInto, newVerdict, type Origins } from '../policy/decider.ts';
import { readJsonRow } from '../record/readRow.ts';
import type { BundleShelf } from './bundleShelf.ts';
import { evidenceOf } from './evidence.ts';
import { failuresOn } from './explained.ts';
import { listEvidence } from './lists/listReasons.ts';
import { createHitReader, type HitReader } from './lists/rowHits.ts';
import { whyListed } from './lists/whyListed.ts';
import { viewOrigins } from './origins.ts';
import type { Pipeline } from './pipeline.ts';
import { contributionsFor, createRowExplainer, type RowExplainer } from './rowExplainer.ts';
import type { Task, TaskResult } from './task.ts';
import type { Totals } from './totals.ts';

const NEWLINE = 10;

export type InlineParts = {
  readonly core: CoreExports;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly shelf: BundleShelf;
  readonly pipeline: Pipeline;
  readonly totals: Totals;
  /** The slot kept for this thread. */
  readonly slot: number;
  readonly explainTop: number;
  readonly limits: Limits;
};

export class Inline {
  readonly #parts: InlineParts;
  readonly #input: Buffer;
  readonly #answer: Buffer;
  readonly #views: TileViews;
  readonly #explainer: RowExplainer;
  readonly #origins: Origins;
  readonly #hitReader: HitReader;

  constructor(parts: InlineParts) {
    const { memory, regions, slot } = parts;
    const { input, inputBytes, answer, answerBytes, scratch } = regions.slots[slot];
    this.#parts = parts;
    this.#input = Buffer.from(memory.buffer, input, inputBytes);
    this.#answer = Buffer.from(memory.buffer, answer, answerBytes);
    this.#views = viewTile(memory, scratch);
    this.#explainer = createRowExplainer(parts.core, memory, scratch);
    this.#origins = viewOrigins(memory, scratch);
    this.#hitReader = createHitReader(memory, scratch);
  }

  /** @param row one parcel as JSON, without a newline at its end */
  screen(row: string | Uint8Array, tier: Tier): Answer {
    return this.#answerOf(this.#run(row, tier));
  }

  /** The same with what was taken down of it. */
  screenRecorded(row: Uint8Array, tier: Tier, recording: RecordingOrder): RecordedAnswer {
    const result = this.#run(row, tier, recording);
    return { answer: this.#answerOf(result), recorded: result.recorded as RecordedBatch };
  }

  #run(row: string | Uint8Array, tier: Tier, recording?: RecordingOrder): TaskResult {
    const { shelf, pipeline, totals, slot, explainTop } = this.#parts;
    const { current } = shelf;
    const task: Task = {
      slot,
      inputFrom: 0,
      inputTo: this.#lay(row),
      from: 'ndjson',
      to: 'ndjson',
      generation: current.generation,
      bundle: current.address,
      bundleBytes: current.numBytes,
      listDelta: current.listDelta,
      listDeltaBytes: current.listDeltaBytes,
      bundleHash: current.open.hash,
      forestModule: shelf.modules.of(current.open.screening),
      tier,
      explainTop,
      ...(recording && { recording }),
    };
    const result = pipeline.run(task, current.open);
    totals.add(slot, current.open.ruleCodes);
    return result;
  }

  #answerOf(result: TaskResult): Answer {
    return JSON.parse(this.#answer.toString('utf8', 0, result.answerBytes)) as Answer;
  }

  explain(row: string | Uint8Array): Explanation {
    const decision = this.screen(row, 'officer');
    if ('error' in decision) {
      return { decision, rank: null, evidence: [], findings: [], features: [], contributions: null };
    }
    const found = this.#views.findings[0];
    const set = findings.filter((_, bit) => ((found >> BigInt(bit)) & 1n) === 1n);
    const contributions = this.#contributions();
    const { open } = this.#parts.shelf.current;
    const { decider } = open;
    const hits = this.#hits();
    const verdict = newVerdict();
    const [{ margins }, origins] = [this.#views, this.#origins];
    decideInto(verdict, decider, decision.score ?? margins[0], hits, 0, hits.length, origins, 0);
    const stride = this.#parts.regions.slots[this.#parts.slot].scratch.columnBytes / 4;
    const columns = Float32Array.from(featureTable, (_, column) => this.#views.features[column * stride]);
    const signals = open.lists === null ? {} : this.#hitReader.signalsOf(0);
    const looked = { features: columns, findings: found, signals, score: decision.score ?? margins[0] };
    const failures = failuresOn(Buffer.from(row), looked, open, this.#parts.limits);
    return {
      decision,
      rank: verdict.rank,
      evidence: evidenceOf({
        decider,
        verdict,
        hits,
        failures,
        findings: set,
        listed: this.#listed(row),
        contributions: contributions?.features ?? [],
      }),
      findings: set,
      features: featureTable.map(({ name, unit }, column) => {
        const value = columns[column];
        return { name, unit, value: Number.isNaN(value) ? null : value };
      }),
      contributions,
    };
  }

  /** Rules that hit the row that the tile holds. */
  #hits(): number[] {
    const [first, count] = this.#views.ruleHits;
    return [...this.#views.hitList.subarray(first, first + count)];
  }

  /** What of the row, which the tile holds, is on a list. */
  #listed(row: string | Uint8Array): Evidence[] {
    const { lists } = this.#parts.shelf.current.open;
    const hits = lists === null ? [] : this.#hitReader.hitsOf(0);
    if (lists === null || hits.length === 0) return [];
    const reading = readJsonRow(Buffer.from(row), this.#parts.limits);
    return listEvidence(lists, hits, (hit) => (reading.ok ? whyListed(lists, hit, hits, reading.parcel) : []));
  }

  /** Of the row that the tile holds. */
  #contributions(): Contributions | null {
    const { contributions } = this.#parts.shelf.current.open;
    if (contributions === null) return null;
    this.#explainer.begin(this.#parts.shelf.current.open);
    const features = contributionsFor(this.#explainer, 0, featureTable.length);
    return { base: contributions.bases[0], source: contributions.source, features };
  }

  /** Lay a row at the start of the slot; returns its length with the newline. @throws BODY_TOO_LARGE */
  #lay(row: string | Uint8Array): number {
    const room = this.#input.length - 1;
    // a UTF-16 unit takes at most three bytes, so most texts need no counting
    const mayExceed = typeof row === 'string' ? row.length * 3 > room : row.length > room;
    if (mayExceed && Buffer.byteLength(row) > room) {
      throw new PosternError(
        'BODY_TOO_LARGE',
        `got a parcel of ${Buffer.byteLength(row)} bytes, expected at most ${room}`,
      );
    }
    let length = row.length;
    if (typeof row === 'string') length = this.#input.write(row, 'utf8');
    else this.#input.set(row);
    this.#input[length] = NEWLINE;
    return length + 1;
  }
}
