/** Rules over facts in the core: parcels are scanned as rows, what is found and scored of them is laid beside. */
import { findings } from '../../src/contract/findings.ts';
import { rulePlaces, signalColumns } from '../../src/core/rulePlaces.ts';
import type { Build } from '../../src/core/wasm.ts';
import { compileConditions } from '../../src/rules/compile/compileConditions.ts';
import { RULE_SCRATCH_BYTES } from '../../src/rules/compile/scratch.ts';
import { OUTCOME_BYTES } from '../../src/rules/compile/tableLayout.ts';
import type { Expression } from '../../src/rules/expression.ts';
import type { ParcelFactsSource } from '../../src/rules/reference/parcelFacts.ts';
import { MAX_RULES } from '../../src/rules/rule.ts';
import { type CoreHarness, createCoreHarness } from './coreHarness.ts';

export type CoreOutcome = { readonly hits: number[]; readonly failures: number[] };

export type RuleTile = {
  readonly harness: CoreHarness;
  lay(conditions: readonly Expression[]): void;
  /** Scan the parcels and lay their facts; at most a tile of them. */
  load(facts: readonly ParcelFactsSource[]): void;
  match(): void;
  /** What the last match said of a row. */
  outcomeOf(row: number): CoreOutcome;
};

const TABLE_BYTES = 64 << 20;
const codes = findings.map((finding) => finding.code);

export function createRuleTile(build: Build): RuleTile {
  const harness = createCoreHarness({
    build,
    hitListBytes: 256 * MAX_RULES * 2,
    spareBytes: TABLE_BYTES + RULE_SCRATCH_BYTES + (32 << 20),
  });
  const { memory, view, bytes, core, tile, word } = harness;
  const table = harness.allocate(TABLE_BYTES);
  const signals = harness.allocate(signalColumns.length * word('columnBytes'));
  harness.setWord('rules', table);
  harness.setWord('ruleScratch', harness.allocate(RULE_SCRATCH_BYTES));
  harness.setWord('ruleErrors', harness.allocate(MAX_RULES * OUTCOME_BYTES));
  harness.setWord('signals', signals);
  const stride = word('columnBytes') / 4;
  const columns = (at: number, numColumns: number): Float32Array =>
    new Float32Array(memory.buffer, at, numColumns * stride);
  const list = new Uint16Array(memory.buffer, word('hitList'), 256 * MAX_RULES);

  return {
    harness,
    lay: (conditions) => bytes.set(compileConditions(conditions, rulePlaces, codes), table),
    load: (facts) => {
      harness.load(Buffer.from(`${facts.map(({ parcel }) => JSON.stringify(parcel)).join('\n')}\n`));
      harness.poison();
      const numRows = core.scanJson(tile);
      if (numRows !== facts.length || core.checkRows(tile) !== 0) {
        throw new Error(`expected ${facts.length} good rows, got ${numRows}, some with faults perhaps`);
      }
      facts.forEach(({ features, findings: found, score, signals: known }, row) => {
        const featureColumns = columns(word('features'), features.length);
        features.forEach((value, i) => (featureColumns[i * stride + row] = value));
        const signalValues = known as Readonly<Record<string, number | undefined>>;
        const signalTable = columns(signals, signalColumns.length);
        signalColumns.forEach((name, i) => (signalTable[i * stride + row] = signalValues[name] ?? Number.NaN));
        view.setBigUint64(word('findings') + 8 * row, found, true);
        view.setFloat64(word('margins') + 8 * row, score, true);
      });
    },
    match: () => core.matchRules(tile),
    outcomeOf: (row) => {
      const first = view.getUint32(word('ruleHits') + 8 * row, true);
      const count = view.getUint32(word('ruleHits') + 8 * row + 4, true);
      const failures: number[] = [];
      for (let i = 0; i < word('numRuleErrors'); i++) {
        const at = word('ruleErrors') + i * OUTCOME_BYTES;
        const rows = view.getUint8(at + 8 + (row >> 3));
        if ((rows >> (row & 7)) & 1) failures.push(view.getUint32(at, true));
      }
      return { hits: [...list.subarray(first, first + count)], failures };
    },
  };
}
