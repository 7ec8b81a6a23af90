/** `postern rules explain`: how each part of a rule's condition came out on one parcel. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { createJudge } from '../../engine/rulePacks/judge.ts';
import { type ExplainedPart, explainCondition } from '../../rules/pack/explainCondition.ts';
import type { Rule } from '../../rules/rule.ts';
import { colours as pc } from '../colours.ts';
import { openWorkbench, PACK_ARGUMENT, parseSignals, requirePackAt } from '../ruleWorkbench.ts';

type Options = { pack: string; bundle?: string; line: string; signals?: string; json?: true };

export function rulesExplainCommand(): Command {
  return new Command('explain')
    .description('Show how each part of a rule’s condition came out on one parcel')
    .argument('<rule>', 'its code')
    .argument('<parcel>', 'a JSON file with one parcel, or NDJSON with --line')
    .requiredOption('--pack <pack>', PACK_ARGUMENT)
    .option('--line <n>', 'take the n-th line of the file', '1')
    .option('--signals <json>', 'what lists, links and history know, as {"name": number}')
    .option('--bundle <file>', 'bundle whose model and tables are used (default: the shipped one)')
    .option('--json', 'print the explanation as JSON')
    .addHelpText('after', '\nExit codes: 0 explained, 2 the parcel is a row error, 1 failure.')
    .action(explain);
}

function explain(code: string, file: string, options: Options): void {
  const rule = ruleOf(
    requirePackAt(options.pack).rules.map((entry) => entry.rule),
    code,
  );
  const judge = createJudge(openWorkbench(options.pack, options.bundle));
  const judged = judge.facts(
    Buffer.from(rowOf(readFileSync(file, 'utf8'), options.line)),
    parseSignals(options.signals),
  );
  if ('fault' in judged) {
    process.exitCode = 2;
    const { code: fault, pointer, expected, got } = judged.fault;
    process.stdout.write(`${pc.red(fault)} at "${pointer}": expected ${expected}, got ${got}\n`);
    return;
  }
  const explained = explainCondition(rule.condition, judged.facts);
  const asJson = { rule: code, fires: explained.outcome === 'true', condition: explained };
  process.stdout.write(options.json ? `${JSON.stringify(asJson, undefined, 2)}\n` : describe(rule, explained));
}

/** One parcel on any number of lines, or a line of a file of parcels. */
function rowOf(text: string, given: string): string {
  // a line break inside a text would be no JSON: outside texts it is white space
  if (given === '1' && isJson(text)) return text.replace(/[\r\n]+/g, ' ');
  const lines = text.trimEnd().split('\n');
  const line = Number(given);
  if (!Number.isInteger(line) || line < 1 || line > lines.length) {
    throw new RangeError(`expected --line from 1 to ${lines.length}, got ${given}`);
  }
  return lines[line - 1];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function ruleOf(rules: readonly Rule[], code: string): Rule {
  const found = rules.find((rule) => rule.code === code);
  if (found !== undefined) return found;
  const near = rules.filter((rule) => rule.code.includes(code.toUpperCase())).map((rule) => rule.code);
  const hint = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; see postern rules check';
  throw new PosternError('REQUEST_INVALID', `got ${code}, which is no rule of the pack${hint}`);
}

function describe(rule: Rule, explained: ExplainedPart): string {
  const fires = explained.outcome === 'true' ? pc.bold('fires') : `does not fire (${explained.outcome})`;
  const lines = [`${rule.code} ${fires}: ${rule.text}`, pc.dim(`${rule.place}, ${rule.source}`), ''];
  const width = 8;
  const tell = ({ outcome, text, parts }: ExplainedPart, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${coloured(outcome.padEnd(width))}  ${text}`);
    for (const part of parts) tell(part, depth + 1);
  };
  tell(explained, 0);
  return `${lines.join('\n')}\n`;
}

function coloured(outcome: string): string {
  if (outcome.startsWith('true')) return pc.green(outcome);
  return outcome.startsWith('not evaluated') ? pc.red(outcome) : outcome;
}
