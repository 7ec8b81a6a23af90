/** Tables of results, for the terminal and for Markdown, and the comparison with an earlier run. */
import type { CaseResult } from './case.ts';
import type { describeNode, Machine } from './machine.ts';

export type Results = {
  readonly machine: Machine;
  readonly node: ReturnType<typeof describeNode>;
  readonly cases: readonly CaseResult[];
};

export function header({ machine, node }: Results): string {
  const { cpu, cores, memoryGiB, system, date, commit } = machine;
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}; Node ${node.version}, V8 ${node.v8}; ${date}, commit ${commit}`;
}

/** One row a peer; a case without peers has one row. */
export function table(results: Results): string {
  const rows = results.cases.flatMap((result) => {
    const own = [
      result.name,
      `${figure(result.ours)} ${result.unit}`,
      `${figure(result.spread[0])} - ${figure(result.spread[1])}`,
    ];
    const peers = Object.keys(result.peers);
    if (peers.length === 0) return [[...own, '', '', '']];
    return peers.map((peer, i) => [
      ...(i === 0 ? own : ['', '', '']),
      peer,
      figure(result.peers[peer]),
      `${result.ratio[peer].toFixed(2)}x`,
    ]);
  });
  return aligned([['case', 'Postern', 'min - max', 'beside', 'its figure', 'ratio'], ...rows]);
}

/** The change of every ratio, and of our figure, since an earlier run. */
export function comparison(now: Results, before: Results): string {
  const rows = now.cases.flatMap((result) => {
    const old = before.cases.find(({ name }) => name === result.name);
    if (!old) return [];
    const change = (a: number, b: number): string => `${(100 * (a / b - 1)).toFixed(1)} %`;
    const ratios = Object.entries(result.ratio)
      .filter(([peer]) => old.ratio[peer] !== undefined)
      .map(([peer, ratio]) => [
        `  ${result.name} beside ${peer}`,
        `${old.ratio[peer].toFixed(2)}x`,
        `${ratio.toFixed(2)}x`,
        change(ratio, old.ratio[peer]),
      ]);
    return [[result.name, figure(old.ours), figure(result.ours), change(result.ours, old.ours)], ...ratios];
  });
  return aligned([['case', 'before', 'now', 'change'], ...rows]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

function figure(value: number): string {
  if (value >= 100_000) return `${(value / 1e6).toPrecision(4)} M`;
  if (value >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}
