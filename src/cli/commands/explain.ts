/** `postern explain`: one parcel, everything that was found on it. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { colours as pc } from '../colours.ts';
import { type Decision, type Evidence, type Explanation, isRowError, type Reason } from '../../contract/decision.ts';
import { PosternError } from '../../contract/errors.ts';
import { featureText } from '../../contract/featureText.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { describeContributions } from '../contributionTable.ts';
import { openScreener, type ScreenerOptions, withScreenerOptions } from '../screener.ts';

export function explainCommand(): Command {
  const command = new Command('explain')
    .argument('<file>', 'a JSON file with one parcel, or NDJSON with --line')
    .option('--line <n>', 'take the n-th line of the file', '1')
    .option('--json', 'print the explanation as JSON')
    .addHelpText('after', '\nExit codes: 0 decided, 2 the parcel is a row error, 1 failure.');
  return withScreenerOptions(command).action(explain);
}

async function explain(file: string, options: ScreenerOptions & { line: string; json?: true }): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const screener = openScreener({ ...options, workers: '0' });
  try {
    const explanation = await screener.explain(parseParcel(text, Number(options.line)));
    if (isRowError(explanation.decision)) process.exitCode = 2;
    process.stdout.write(options.json ? `${JSON.stringify(explanation, undefined, 2)}\n` : describe(explanation));
  } finally {
    await screener.close();
  }
}

/** A whole file of JSON, or one line of it. */
function parseParcel(text: string, line: number): Parcel {
  const whole = line === 1 ? parsed(text) : undefined;
  if (whole !== undefined) return whole as Parcel;
  const rows = text.trimEnd().split('\n');
  if (!Number.isInteger(line) || line < 1 || line > rows.length) {
    throw new RangeError(`expected --line from 1 to ${rows.length}, got ${line}`);
  }
  const row = parsed(rows[line - 1]);
  // the parser's own message quotes the text, which may be a person's
  if (row === undefined) throw new PosternError('BODY_INVALID', `line ${line} is not one parcel as JSON`);
  return row as Parcel;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The rank only where rules moved it away from the score. */
function figures({ score, probability }: Decision, rank: number | null): string {
  const parts = [`score ${score}`];
  if (rank !== null && rank !== score) parts.push(`rank ${rank}`);
  if (probability !== undefined) parts.push(`probability ${probability}`);
  return parts.join('  ');
}

type TellingReason = Pick<Evidence, 'code' | 'source' | 'weight' | 'text' | 'why'> | Reason;
const WHY_INDENT = 45;

function describeReason({ code, source, weight, text, ...rest }: TellingReason): string {
  const adds = weight === null ? '' : `${weight < 0 ? '' : '+'}${Number(weight.toPrecision(4))}`;
  const grounds = 'why' in rest && rest.why !== null ? rest.why.split('; ') : [];
  const line = `  ${code.padEnd(26)} ${source.padEnd(5)} ${adds.padStart(8)}  ${text}`;
  return [line, ...grounds.map((ground) => `${' '.repeat(WHY_INDENT)}${pc.dim(ground)}`)].join('\n');
}

const ruleSources: ReadonlySet<string> = new Set(['rule', 'data', 'list', 'link']);

/** An answer names only so many rules; here all that hit are told, also of a parcel that is released. */
function reasonsInFull(reasons: readonly Reason[], evidence: readonly Evidence[]): TellingReason[] {
  const rules = evidence.filter(({ source, state }) => state === 'found' && ruleSources.has(source));
  return [...rules, ...reasons.filter(({ source }) => rules.length === 0 || !ruleSources.has(source))];
}

/** What was looked at and is no reason. */
function describeUnheard(evidence: readonly Evidence[]): string[] {
  const unheard = evidence.filter(({ state }) => state !== 'found');
  if (unheard.length === 0) return [];
  const lines = unheard.map(({ code, state, why }) => `  ${code.padEnd(26)} ${state}: ${why ?? ''}`);
  return [pc.dim('not heard'), ...lines, ''];
}

function describe({ decision, rank, evidence, findings, features, contributions }: Explanation): string {
  if ('error' in decision) {
    const { code, pointer, expected, got } = decision.error;
    return `${pc.red(code)} at "${pointer}": expected ${expected}, got ${got}\n`;
  }
  const lines = [
    `${pc.bold(decision.action)}  ${figures(decision, rank)}  bundle ${decision.bundle}`,
    ...reasonsInFull(decision.reasons, evidence).map(describeReason),
    '',
    ...describeUnheard(evidence),
    ...describeContributions(contributions),
    pc.dim('findings'),
    ...findings.map((finding) => `  ${finding.code.padEnd(26)} ${finding.text}`),
    '',
    pc.dim('features'),
    ...features.map((feature) => `  ${feature.name.padEnd(26)} ${featureText(feature)}`),
  ];
  return `${lines.join('\n')}\n`;
}
