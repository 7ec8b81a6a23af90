/** `npm run bench -- [CASE...] [--json FILE] [--against FILE]`: measure, check, compare, print. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CaseResult } from './case.ts';
import { benchCases } from './cases/index.ts';
import { describeMachine, describeNode } from './machine.ts';
import { measure } from './measure.ts';
import { comparison, header, type Results, table } from './report.ts';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    against: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

if (options.help) {
  process.stdout.write('npm run bench -- [CASE...] [--json FILE] [--against FILE] [--list]\n');
  process.exit(0);
}
if (options.list) {
  for (const { name, about } of benchCases) process.stdout.write(`${name.padEnd(22)} ${about}\n`);
  process.exit(0);
}
const unknown = wanted.filter((name) => !benchCases.some((benchCase) => benchCase.name.startsWith(name)));
if (unknown.length > 0) {
  process.stderr.write(`no case begins with ${unknown.join(', ')}: see npm run bench -- --list\n`);
  process.exit(1);
}

const chosen = benchCases.filter(({ name }) => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix)));
const cases: CaseResult[] = [];
for (const benchCase of chosen) {
  process.stderr.write(`${benchCase.name}: ${benchCase.about}\n`);
  cases.push(await measure(benchCase));
}
const results: Results = { machine: describeMachine(), node: describeNode(), cases };
process.stdout.write(`${header(results)}\n\n${table(results)}\n`);
if (options.against) {
  process.stdout.write(`\n${comparison(results, JSON.parse(readFileSync(options.against, 'utf8')) as Results)}\n`);
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
