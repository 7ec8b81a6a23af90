/** A CSV body opened: its header read into a column plan, the rows flowing on. */
import type { CoreMemory } from '../core/memory.ts';
import { type CsvPlan, planCsv } from '../core/csvPlan.ts';
import type { SlotRegion } from '../core/regions.ts';
import { readCsvHead } from './csvHead.ts';

export type CsvBody = {
  readonly columns: readonly string[];
  readonly rest: AsyncIterable<Uint8Array>;
  /** Put the plan where the task in this slot looks for it. */
  layPlan(memory: CoreMemory, slot: SlotRegion): void;
};

/** @throws BODY_INVALID when the header is not one */
export async function openCsv(source: AsyncIterable<Uint8Array>, maxHeaderBytes: number): Promise<CsvBody> {
  const { header, rest } = await readCsvHead(source, maxHeaderBytes);
  const plan: CsvPlan = planCsv(header);
  return {
    columns: plan.names,
    rest,
    layPlan: (memory, slot) => new Uint8Array(memory.buffer).set(plan.bytes, slot.csvPlan),
  };
}
