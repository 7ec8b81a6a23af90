/**
 * How well names, addresses and wallets are matched, on labelled data that was not made here, with intervals of 95 %.
 *
 *   node dist/tools/quality/run.js [--write | --baseline | --check]
 *
 * `--write` puts the tables into src/watchlist/README.md. `--baseline` keeps the figures in
 * tools/quality/baseline.json, and `--check` fails where one has fallen by more than its interval since, or where a bar
 * is missed that quality must reach whatever it was before.
 */
import { parseArgs } from 'node:util';
import { writeBetweenMarks } from '../../src/cli/markedText.ts';
import { missedBars } from './bars.ts';
import { fallen, keptOf, readBaseline, writeBaseline } from './check.ts';
import { hasData, readOfacList } from './data.ts';
import type { Section } from './section.ts';
import { addressesSection } from './sections/addresses.ts';
import { casesSection } from './sections/cases.ts';
import { crossScriptSection } from './sections/crossScript.ts';
import { distinctSection } from './sections/distinct.ts';
import { foundRecordsSection } from './sections/foundRecords.ts';
import { listSection } from './sections/list.ts';
import { walletsSection } from './sections/wallets.ts';

const BASELINE = 'tools/quality/baseline.json';

type Options = { write?: boolean; baseline?: boolean; check?: boolean };

const options = readOptions();
if (options === null) process.exitCode = 1;
else if (hasData()) await run(options);
else process.stdout.write('skipped: data not present\n');

function readOptions(): Options | null {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ options: { write: flag, baseline: flag, check: flag } }).values;
  } catch (error) {
    process.stderr.write(`quality: ${(error as Error).message}; expected --write, --baseline, --check, or none\n`);
    return null;
  }
}

async function run(values: Options): Promise<void> {
  const sections = await measure();
  const text = sections.map(({ lines }) => lines.join('\n')).join('\n\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeBetweenMarks('src/watchlist/README.md', 'quality', text);
  if (values.baseline) writeBaseline(BASELINE, keptOf(sections));
  if (values.check) {
    const worse = [...missedBars(sections), ...fallen(readBaseline(BASELINE), keptOf(sections))];
    if (worse.length > 0) process.exitCode = 1;
    process.stdout.write(
      `\n${worse.length === 0 ? 'every bar is reached, and no figure has fallen by more than its interval' : worse.join('\n')}\n`,
    );
  }
}

async function measure(): Promise<Section[]> {
  const entries = await readOfacList();
  return [
    await casesSection(),
    await listSection(entries),
    await crossScriptSection(),
    await distinctSection(entries),
    await foundRecordsSection(),
    addressesSection(),
    walletsSection(entries),
  ];
}
