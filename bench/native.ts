/**
 * `npm run bench:native -- [MODEL...] [--quick]`: the forest kernel beside the libraries that train such models and the
 * ones that serve them, each with the model it can load, on the same rows, at four batch sizes. A whole run writes its
 * tables into bench/README.md and its chart beside it; a part of one, or a quick one, does so in build/native.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine, describeNode } from './machine.ts';
import { compareModel, MODEL_NAMES, QUICK, WHOLE } from './native/compareModel.ts';
import { startProcesses } from './native/contenders.ts';
import { publish } from './native/publish.ts';
import type { NativeCase } from './native/results.ts';
import { tableOf } from './native/table.ts';
import { trainModels } from './peers/native.ts';
import { pythonOf } from './peers/python.ts';
import { header } from './report.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (options.help) {
  process.stdout.write(`npm run bench:native -- [MODEL...] [--quick]\nmodels: ${MODEL_NAMES.join(', ')}\n`);
  process.exit(0);
}
const unknown = positionals.filter((name) => !MODEL_NAMES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no model named ${unknown.join(', ')}: choose from ${MODEL_NAMES.join(', ')}\n`);
  process.exit(1);
}

/** This repository, from the compiled file or from its source. */
const root = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../../' : '../', import.meta.url));
const names = positionals.length > 0 ? positionals : MODEL_NAMES;
const effort = options.quick ? QUICK : WHOLE;
const isWhole = names.length === MODEL_NAMES.length && !options.quick;
const folder = isWhole ? `${root}bench/` : `${root}build/native/`;
mkdirSync(folder, { recursive: true });

const python = pythonOf('peers');
const folders = trainModels(python, names);
const measuredOn = { machine: describeMachine(), node: describeNode() };
const startedMs = performance.now();
const cases: NativeCase[] = [];
const processes = startProcesses(python);
try {
  for (const name of names) {
    cases.push(...(await compareModel(processes, name, folders[name], effort)));
    process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(0)} s\n`);
  }
} finally {
  for (const { peer } of processes) peer.close();
}
const results = { ...measuredOn, cases };
process.stdout.write(`${header(results)}\n\n${tableOf(results)}\n`);
for (const file of publish(results, folder)) process.stderr.write(`wrote ${file}\n`);
