/** Measures one case with tinybench: ours and the peers take turns, and medians are compared. */
import { Bench } from 'tinybench';
import type { BenchCase, CaseResult, Prepared, Run } from './case.ts';

/** Rounds in which every contender runs for a while; machines drift, so no one has the whole good minute. */
const ROUNDS = 5;
const ROUND_MS = 400;
/** Turns that come before any counts. */
const WARM_TURNS = 20;

export async function measure(benchCase: BenchCase): Promise<CaseResult> {
  const prepared = await benchCase.prepare();
  try {
    await prepared.check();
    const contenders: Readonly<Record<string, Run>> = { ours: prepared.ours, ...prepared.peers };
    const take = benchCase.direct ? directly : benchCase.inTurns ? inTurns : timed;
    const samples = await take(contenders);
    return report(benchCase, prepared, samples);
  } finally {
    await prepared.close?.();
  }
}

type Samples = Readonly<Record<string, number[]>>;

/** Milliseconds a run, by contender. */
async function timed(contenders: Readonly<Record<string, Run>>): Promise<Samples> {
  const samples: Record<string, number[]> = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const bench = new Bench({ time: ROUND_MS, iterations: 3, warmup: round === 0, retainSamples: true, throws: true });
    for (const [name, run] of Object.entries(contenders)) bench.add(name, run);
    await bench.run();
    for (const task of bench.tasks) {
      const { result } = task;
      if (!('latency' in result)) throw new Error(`${task.name} did not finish`);
      samples[task.name].push(...(result.latency.samples ?? [result.latency.p50]));
    }
  }
  return samples;
}

/** One run each, again and again; who goes first changes. */
async function inTurns(contenders: Readonly<Record<string, Run>>): Promise<Samples> {
  const order = Object.entries(contenders);
  const samples: Record<string, number[]> = Object.fromEntries(order.map(([name]) => [name, []]));
  const ends = performance.now() + ROUNDS * ROUND_MS * order.length;
  for (let turn = 0; turn <= WARM_TURNS || performance.now() < ends; turn++) {
    order.reverse();
    for (const [name, run] of order) {
      const before = performance.now();
      await run();
      if (turn >= WARM_TURNS) samples[name].push(performance.now() - before);
    }
  }
  return samples;
}

/** Contenders whose runs return the figure themselves. */
async function directly(contenders: Readonly<Record<string, Run>>): Promise<Samples> {
  const samples: Record<string, number[]> = {};
  for (const [name, run] of Object.entries(contenders)) samples[name] = [Number(await run())];
  return samples;
}

function report(benchCase: BenchCase, { numUnits }: Prepared, samples: Samples): CaseResult {
  const lowerIsBetter = benchCase.direct === true || benchCase.perUnit !== undefined;
  const figureOf = (ms: number): number => {
    if (benchCase.direct) return ms;
    if (benchCase.perUnit === 'us') return (ms * 1000) / numUnits;
    if (benchCase.perUnit === 'ms') return ms / numUnits;
    return (numUnits / ms) * 1000;
  };
  const typical = benchCase.best ? (all: readonly number[]): number => Math.min(...all) : median;
  const figures = Object.fromEntries(Object.entries(samples).map(([name, all]) => [name, figureOf(typical(all))]));
  const { ours, ...peers } = figures;
  const extremes = [figureOf(Math.max(...samples.ours)), figureOf(Math.min(...samples.ours))].sort((a, b) => a - b);
  const ratioOf = (name: string): number => {
    // milliseconds, whatever the unit is
    if (benchCase.inTurns) return median(samples[name].map((peer, turn) => peer / samples.ours[turn]));
    return lowerIsBetter ? peers[name] / ours : ours / peers[name];
  };
  const ratio = Object.fromEntries(Object.keys(peers).map((name) => [name, ratioOf(name)]));
  return {
    name: benchCase.name,
    unit: benchCase.direct || benchCase.perUnit ? benchCase.unit : `${benchCase.unit}/s`,
    ours,
    spread: [extremes[0], extremes[1]],
    peers,
    ratio,
    checked: true,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
