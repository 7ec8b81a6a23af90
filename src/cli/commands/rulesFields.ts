/** `postern rules fields` and `postern rules schema`: what a condition may read, and the form of a pack for editors. */
import { Command } from 'commander';
import { featureTable } from '../../features/table.ts';
import { languageFields } from '../../rules/languageFields.ts';
import { packSchema } from '../../rules/pack/packSchema.ts';
import { textTable } from '../textTable.ts';

export function rulesFieldsCommand(): Command {
  return new Command('fields')
    .description('Show everything a condition may read, with its type and when it is absent')
    .argument('[word]', 'only names that contain it, in any case')
    .option('--json', 'print the table as JSON')
    .action((word: string | undefined, { json }: { json?: true }) => {
      const sought = (word ?? '').toLowerCase();
      const found = languageFields(featureTable).filter(({ name }) => name.toLowerCase().includes(sought));
      const rows = found.map(({ name, type, values, absent, text }) => [name, type, values, absent, text]);
      const titles = ['name', 'type', 'values', 'absent', 'text'];
      const table = textTable(
        titles.map((title) => ({ title, align: 'left' })),
        rows,
      );
      process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : `${table.join('\n')}\n`);
    });
}

export function rulesSchemaCommand(): Command {
  return new Command('schema')
    .description('Print the JSON Schema of rule pack files, for editors')
    .action(() => void process.stdout.write(schemaText()));
}

/** As it is published: bundles/rule-pack.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(packSchema, undefined, 2)}\n`;
}
