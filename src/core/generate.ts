/**
 * Writes the constants that the core shares with TypeScript to assembly/generated: one source, typed once.
 * Run by `npm run build` before the core is compiled.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { findings } from '../contract/findings.ts';
import { listSignalNames } from '../contract/signals.ts';
import * as reference from '../features/referenceLayout.ts';
import { featureTable } from '../features/table.ts';
import * as thresholds from '../features/thresholds.ts';
import { wordClasses, wordCounts } from '../features/wordClasses.ts';
import * as contributions from '../model/contributions/layout.ts';
import * as forest from '../model/forestLayout.ts';
import * as ruleTable from '../rules/compile/tableLayout.ts';
import * as corroboration from '../watchlist/corroboration.ts';
import { answerFragmentsSource } from './answerFragments.ts';
import { checksSource } from './checkSource.ts';
import { decimalPowersSource } from './decimalPowers.ts';
import * as cutState from './cutState.ts';
import * as csvPlan from './csvPlan.ts';
import { listSource } from './listSource.ts';
import * as listStage from './listStage.ts';
import { legalWordSource } from './legalWordSource.ts';
import { phonePlanSource } from './phonePlanSource.ts';
import * as layout from './recordLayout.ts';
import { signalColumns } from './rulePlaces.ts';
import * as scanLayout from './scanLayout.ts';
import * as tile from './tile.ts';

const constantName = (path: string): string =>
  path
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toUpperCase();

const line = (name: string, value: number, type = 'i32'): string => `export const ${name}: ${type} = ${value};\n`;

const GROUP_PREFIX = { row: '', contents: 'LINE_', wallets: 'WALLET_', events: 'EVENT_' } as const;

function recordSource(): string {
  let text = '';
  for (const [name, value] of Object.entries(layout)) {
    if (typeof value === 'number') text += line(name, value, 'usize');
  }
  for (const group of Object.values(layout.recordLayout)) {
    const prefix = GROUP_PREFIX[group.name];
    text += `\n// ${group.name}\n` + line(`${prefix || 'ROW_'}BYTES`, group.bytes, 'usize');
    for (const leaf of group.leaves) {
      const name = constantName(leaf.path);
      text += line(`${prefix}SPAN_${name}`, leaf.span, 'usize');
      if (leaf.num !== undefined) text += line(`${prefix}NUM_${name}`, leaf.num, 'usize');
      if (leaf.code !== undefined) text += line(`${prefix}CODE_${name}`, leaf.code, 'usize');
      if (leaf.field.kind === 'code') {
        leaf.field.values.forEach((word, i) => (text += line(`${prefix}${name}_IS_${constantName(word)}`, i + 1)));
      }
    }
  }
  for (const [name, value] of Object.entries(layout.maxItems)) text += line(`MAX_${constantName(name)}`, value);
  return text;
}

function tileSource(): string {
  let text = '';
  for (const [name, value] of Object.entries(tile.tileWords))
    text += line(`TILE_${constantName(name)}`, value, 'usize');
  // capacities share their names with the words that hold a tile's own: stages read the words
  for (const [name, value] of Object.entries(tile)) {
    if (typeof value === 'number' && !text.includes(`const ${name}:`)) text += line(name, value);
  }
  for (const [name, value] of Object.entries(tile.rowStatus))
    text += line(`STATUS_${constantName(name)}`, value, 'u32');
  return text;
}

function forestSource(): string {
  return Object.entries(forest)
    .map(([name, value]) => line(name, value, scanConstantType(name)))
    .join('');
}

function contributionSource(): string {
  return Object.entries(contributions)
    .map(([name, value]) => line(name, value, scanConstantType(name)))
    .join('');
}

function columnSource(): string {
  let text = line('NUM_FEATURES', featureTable.length);
  featureTable.forEach((feature, i) => (text += line(`F_${constantName(feature.name)}`, i)));
  return text;
}

function findingSource(): string {
  return findings.map((finding, bit) => line(`FINDING_${finding.code}`, bit)).join('');
}

function referenceSource(): string {
  let text = '';
  for (const [name, value] of Object.entries(reference)) text += line(name, value, 'usize');
  for (const [name, value] of Object.entries(wordClasses)) text += line(`WORD_IS_${constantName(name)}`, value, 'u32');
  for (const [name, value] of Object.entries(wordCounts)) text += line(`COUNT_${constantName(name)}`, value, 'u32');
  for (const [name, value] of Object.entries(thresholds)) text += line(name, value, 'f64');
  const data = findings.reduce((bits, { kind }, bit) => bits + (kind === 'data' ? 2 ** bit : 0), 0);
  return text + line('DATA_FINDINGS', data, 'u64');
}

function ruleSource(): string {
  let text = '';
  for (const [name, value] of Object.entries(ruleTable)) {
    if (typeof value === 'number') text += line(name, value, ruleConstantType(name));
  }
  const numbers = layout.recordLayout.row.leaves.flatMap(({ num }) => (num === undefined ? [] : [num]));
  text += line('ROW_NUMS', Math.min(...numbers), 'usize');
  return text + line('ROW_NUMS_END', Math.max(...numbers) + 8, 'usize');
}

/** Offsets and sizes are added to addresses; what is compared with a word or a byte is not. */
function ruleConstantType(name: string): string {
  if (/^(KIND|IS)_|^(STARTS_WITH|ENDS_WITH|CONTAINS|ADD|SUBTRACT|MULTIPLY|DIVIDE|REMAINDER)$/.test(name)) return 'i32';
  return /^(DOMAIN|NUM|MAX|CAPACITY|NO|HEAD)_/.test(name) ? 'u32' : 'usize';
}

function csvSource(): string {
  return Object.entries(csvPlan)
    .map(([name, value]) => (typeof value === 'number' ? line(name, value) : ''))
    .join('');
}

function cutSource(): string {
  return Object.entries(cutState)
    .map(([name, value]) => line(name, value, /_FAULT_/.test(name) ? 'u32' : 'usize'))
    .join('');
}

function scanConstantType(name: string): string {
  if (name === 'NEVER_MASK') return 'u64';
  return /^(KIND|NEVER|MAX)_/.test(name) ? 'u32' : 'usize';
}

function scanSource(): string {
  return Object.entries(scanLayout)
    .map(([name, value]) => line(name, value, scanConstantType(name)))
    .join('');
}

/** Offsets and sizes are added to addresses; what is compared with a word is not. */
function listStageSource(): string {
  let text = '';
  for (const [name, value] of Object.entries(listStage.listWords))
    text += line(`LIST_${constantName(name)}`, value, 'usize');
  for (const [name, value] of Object.entries(listStage)) {
    const isNumber = /_IS_|^IS_|_MOST_|^MOST_|_PENDING$|_PLACES$|_SETS$|_FACTOR$|^ENTRY_/.test(name);
    if (typeof value === 'number') text += line(name, value, isNumber ? 'u32' : 'usize');
  }
  for (const [name, value] of Object.entries(corroboration))
    if (typeof value === 'number') text += line(name, value, name.endsWith('_PLACES') ? 'u32' : 'usize');
  listSignalNames.forEach((name) => {
    text += line(`SIGNAL_${constantName(name)}`, signalColumns.indexOf(name), 'usize');
  });
  return text;
}

const header = '// Written by src/core/generate.ts from the tables it names; do not edit.\n';

/** Every generated file by name, for the build and for the test that they are fresh. */
export function generatedSources(): Record<string, string> {
  return {
    'record.ts': header + recordSource(),
    'tile.ts': header + tileSource(),
    'columns.ts': header + columnSource(),
    'forest.ts': header + forestSource(),
    'contributions.ts': header + contributionSource(),
    'findings.ts': header + findingSource(),
    'reference.ts': header + referenceSource(),
    'cut.ts': header + cutSource(),
    'checks.ts': header + checksSource(),
    'scan.ts': header + scanSource(),
    'csv.ts': header + csvSource(),
    'listStage.ts': header + listStageSource(),
    'rules.ts': header + ruleSource(),
    'lists.ts': header + listSource(),
    'answer.ts': header + answerFragmentsSource(),
    'legalWords.ts': header + legalWordSource(),
    'phonePlans.ts': header + phonePlanSource(),
    'powers.ts': header + decimalPowersSource(),
  };
}

if (process.argv[1]?.endsWith('generate.js')) {
  const folder = 'assembly/generated';
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generatedSources())) writeFileSync(`${folder}/${name}`, text);
}
