/**
 * The commands in the order in which help lists them. Each is loaded when it is called, so that none waits for what
 * the others need.
 */
import type { Command } from 'commander';

type Entry = {
  readonly name: string;
  readonly description: string;
  load(): Promise<Command>;
};

export const commands: readonly Entry[] = [
  {
    name: 'screen',
    description: 'Screen parcels from a file or standard input; decisions go to --out, the summary to standard error',
    load: async () => (await import('./commands/screen.ts')).screenCommand(),
  },
  {
    name: 'explain',
    description: 'Screen one parcel and show its reasons, what its score is made of, its findings and its features',
    load: async () => (await import('./commands/explain.ts')).explainCommand(),
  },
  {
    name: 'serve',
    description: 'Serve screening over HTTP; /docs describes the API, /metrics and /readyz are for operators',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  {
    name: 'simulate',
    description: 'Write synthetic mail; the same seed and options give the same bytes',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand(),
  },
  {
    name: 'features',
    description: 'Print the feature table, or write the feature rows of parcels for training',
    load: async () => (await import('./commands/features.ts')).featuresCommand(),
  },
  {
    name: 'score',
    description: 'Score rows of a CSV with a LightGBM, XGBoost, CatBoost or ONNX model, or with one of a bundle',
    load: async () => (await import('./commands/score.ts')).scoreCommand(),
  },
  {
    name: 'model',
    description: 'Inspect models of LightGBM, XGBoost, CatBoost and ONNX',
    load: async () => (await import('./commands/model.ts')).modelCommand(),
  },
  {
    name: 'evaluate',
    description: 'Judge scores against labels at fixed inspection capacities',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand(),
  },
  {
    name: 'calibrate',
    description:
      'Fit the probability that a score stands for, and print how well it holds on rows it was not fitted on',
    load: async () => (await import('./commands/calibrate.ts')).calibrateCommand(),
  },
  {
    name: 'bundle',
    description: 'Build, inspect and verify bundles: model, rules, tables and policy',
    load: async () => (await import('./commands/bundle.ts')).bundleCommand(),
  },
  {
    name: 'rules',
    description: 'Check, test, explain and measure rule packs',
    load: async () => (await import('./commands/rules.ts')).rulesCommand(),
  },
  {
    name: 'watchlist',
    description: 'Import lists of parties, places and wallets; count, compare and search them',
    load: async () => (await import('./commands/watchlist.ts')).watchlistCommand(),
  },
  {
    name: 'log',
    description: 'Decision logs: verify, read, export, erase a day',
    load: async () => (await import('./commands/log.ts')).logCommand(),
  },
  {
    name: 'plan',
    description: 'Capacity plans: what each facility can inspect, by lane, shift and action',
    load: async () => (await import('./commands/plan.ts')).planCommand(),
  },
  {
    name: 'replay',
    description: 'Prove that recorded decisions come out again from the same parcels and bundle',
    load: async () => (await import('./commands/replay.ts')).replayCommand(),
  },
  {
    name: 'demo',
    description: 'Screen a generated (synthetic) sample of mail and show what was found',
    load: async () => (await import('./commands/demo.ts')).demoCommand(),
  },
];
