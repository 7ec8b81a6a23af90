/** Figures for Prometheus. Labels are bounded words (actions, codes, stages), never a party, an item or free text. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PlanFigure, ScreeningHost, ScreeningStats } from '../contract/host.ts';

export type Metrics = {
  readonly registry: Registry;
  observeBatch(seconds: number): void;
  close(): void;
};

const LOOP_RESOLUTION_MS = 5;
const BATCH_BUCKETS_SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60];

export function createMetrics(host: ScreeningHost, isPlanned: boolean): Metrics {
  const registry = new Registry();
  addTotals(registry, host);
  addSlots(registry, host);
  addBundle(registry, host);
  if (isPlanned) addPlan(registry, host);
  addMemory(registry);
  const loop = addEventLoopDelay(registry);
  const batches = new Histogram({
    name: 'postern_batch_duration_seconds',
    help: 'From the first byte of a batch to the last byte of its answer',
    buckets: BATCH_BUCKETS_SECONDS,
    registers: [registry],
  });
  return { registry, observeBatch: (seconds) => batches.observe(seconds), close: () => loop.disable() };
}

type Total = {
  name: string;
  help: string;
  label: string;
  read(stats: ScreeningStats): Readonly<Record<string, number>>;
};

const totals: readonly Total[] = [
  { name: 'postern_rows_total', help: 'Rows decided', label: 'action', read: (stats) => stats.rowsByAction },
  { name: 'postern_row_errors_total', help: 'Row errors', label: 'code', read: (stats) => stats.rowErrorsByCode },
  {
    name: 'postern_rule_hits_total',
    help: 'Rows on which a rule held',
    label: 'rule',
    read: (stats) => stats.ruleHits,
  },
  {
    name: 'postern_rule_errors_total',
    help: 'Rows on which a rule could not be evaluated',
    label: 'rule',
    read: (stats) => stats.ruleErrors,
  },
  {
    name: 'postern_stage_seconds_total',
    help: 'Time in a stage of the core, all threads',
    label: 'stage',
    read: (stats) => stats.stageSeconds,
  },
];

/** Counting happens in the screener's threads; a scrape copies their totals. */
function addTotals(registry: Registry, host: ScreeningHost): void {
  for (const { name, help, label, read } of totals) {
    registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames: [label],
        registers: [],
        collect() {
          this.reset();
          for (const [word, total] of Object.entries(read(host.stats()))) this.inc({ [label]: word }, total);
        },
      }),
    );
  }
}

function addSlots(registry: Registry, host: ScreeningHost): void {
  registry.registerMetric(
    new Gauge({
      name: 'postern_queue_slots',
      help: 'Batch slots by state',
      labelNames: ['state'],
      registers: [],
      collect() {
        const { slotsFree, slotsTotal } = host.stats();
        this.set({ state: 'free' }, slotsFree);
        this.set({ state: 'taken' }, slotsTotal - slotsFree);
      },
    }),
  );
}

type PlanGauge = { name: string; help: string; read(figure: PlanFigure): number };

const planGauges: readonly PlanGauge[] = [
  {
    name: 'postern_plan_referrals_planned',
    help: 'Items that can be inspected in the running shift',
    read: ({ planned }) => planned,
  },
  {
    name: 'postern_plan_referrals_used',
    help: 'Items of the running shift that are taken',
    read: ({ used }) => used,
  },
  {
    name: 'postern_plan_overflow',
    help: 'Hits of hard rules in the running shift that the plan has no room for',
    read: ({ overflow }) => overflow,
  },
];

/** Labels are words of the plan. A shift runs until the first parcel after its end. */
function addPlan(registry: Registry, host: ScreeningHost): void {
  for (const { name, help, read } of planGauges) {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ['facility', 'lane', 'shift'],
        registers: [],
        collect() {
          this.reset();
          for (const figure of host.stats().plan ?? []) {
            const { facility, lane, shift } = figure;
            this.set({ facility, lane, shift }, read(figure));
          }
        },
      }),
    );
  }
}

function addBundle(registry: Registry, host: ScreeningHost): void {
  registry.registerMetric(
    new Gauge({
      name: 'postern_bundle_info',
      help: 'The bundle in use; the value is always 1',
      labelNames: ['hash', 'version'],
      registers: [],
      async collect() {
        const { hash, version } = await host.bundle();
        this.reset();
        this.set({ hash, version }, 1);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'postern_list_entries',
      help: 'Entries of each list in force, by its version',
      labelNames: ['list', 'version'],
      registers: [],
      async collect() {
        const { lists = [] } = await host.bundle();
        this.reset();
        for (const { name, version, entries } of lists) this.set({ list: name, version }, entries);
      },
    }),
  );
}

function addMemory(registry: Registry): void {
  registry.registerMetric(
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the process',
      registers: [],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    }),
  );
}

function addEventLoopDelay(registry: Registry): { disable(): void } {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  // the histogram holds whole intervals between two ticks of its timer; what is over the interval is delay
  const delaySeconds = (intervalNs: number): number => Math.max(0, intervalNs / 1e9 - LOOP_RESOLUTION_MS / 1e3) || 0;
  registry.registerMetric(
    new Gauge({
      name: 'postern_event_loop_delay_seconds',
      help: 'Event-loop delay since the last scrape',
      labelNames: ['quantile'],
      registers: [],
      collect() {
        this.set({ quantile: '0.5' }, delaySeconds(loop.percentile(50)));
        this.set({ quantile: '0.99' }, delaySeconds(loop.percentile(99)));
        this.set({ quantile: '1' }, delaySeconds(loop.max));
        loop.reset();
      },
    }),
  );
  return loop;
}
