/**
 * `npm run bench:native -- [MODEL...] [--json FILE]`: the forest kernel beside the libraries that train such
 * models and the ones that serve them, each with the model it can load, on the same rows, at four batch sizes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, describeNode } from './machine.ts';
import { startProcesses } from './native/contenders.ts';
import { compareModel, MODEL_NAMES } from './native/compareModel.ts';
import { header } from './report.ts';
import type { NativeResults } from './native/results.ts';
import { tableOf } from './native/table.ts';
import { pythonOfPeers, trainModels } from './peers/native.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, help: { type: 'boolean' } },
});
if (options.help) {
  process.stdout.write(`npm run bench:native -- [MODEL...] [--json FILE]\nmodels: ${MODEL_NAMES.join(', ')}\n`);
  process.exit(0);
}
const unknown = positionals.filter((name) => !MODEL_NAMES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no model named ${unknown.join(', ')}: choose from ${MODEL_NAMES.join(', ')}\n`);
  process.exit(1);
}

const names = positionals.length > 0 ? positionals : MODEL_NAMES;
const python = pythonOfPeers();
const folders = trainModels(python, names);
const cases = [];
const measuredOn = { machine: describeMachine(), node: describeNode() };
const processes = startProcesses(python);
try {
  for (const name of names) {
    cases.push(...(await compareModel(processes, name, folders[name])));
    // after each model: the rest may take long
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...measuredOn, cases }, undefined, 2)}\n`);
  }
} finally {
  for (const { peer } of processes) peer.close();
}
const results: NativeResults = { ...measuredOn, cases };
process.stdout.write(`${header(results)}\n\n${tableOf(results)}\n`);
