/** `postern model`: what a model file or a bundle's models are, before anything is scored with them. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { demonstrationKeys } from '../../engine/bundle/demonstrationKey.ts';
import { openBundle } from '../../engine/bundle/openBundle.ts';
import type { ImportOptions } from '../../model/importOptions.ts';
import { importOption, isBundle } from '../modelFile.ts';
import { describeReport, type ModelReport, reportOf, reportOfFile } from '../modelReport.ts';

/** A model file's own has no name. */
type Named = { readonly name: string | null; readonly report: ModelReport };

const SCREENING = 'the model that screens';

export function modelCommand(): Command {
  const command = new Command('model');
  command
    .command('inspect')
    .description('Show what a model holds and what it costs; of a bundle, all of its models, without trusting it')
    .argument('<file>', 'model as its library saves it, or a bundle')
    .option('--import <key=value>', 'what the model file does not say; may be repeated', importOption)
    .option('--json', 'print as JSON')
    .action(inspect);
  return command;
}

function inspect(file: string, { json, import: options }: { json?: true; import?: ImportOptions }): void {
  const bytes = readFileSync(file);
  const models = isBundle(bytes) ? reportsOfBundle(bytes) : [{ name: null, report: reportOfFile(bytes, options) }];
  process.stdout.write(json ? asJson(models) : models.map(describe).join('\n'));
}

function reportsOfBundle(bytes: Uint8Array): Named[] {
  const { screening, models } = openBundle(bytes, { trustedKeys: demonstrationKeys, check: false });
  const all = [[SCREENING, screening] as const, ...models];
  return all.map(([name, { schema, forest }]) => ({ name, report: reportOf(schema, forest) }));
}

function describe({ name, report }: Named): string {
  return (name === null ? '' : `${name}\n`) + describeReport(report);
}

/** A model file is one object, a bundle a list. */
function asJson(models: readonly Named[]): string {
  const objects = models.map(({ name, report }) => (name === null ? report : { name, ...report }));
  const one = models.length === 1 && models[0].name === null;
  return `${JSON.stringify(one ? objects[0] : objects, undefined, 2)}\n`;
}
