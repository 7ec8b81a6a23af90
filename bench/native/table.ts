/** The comparison as Markdown: a table a model, a line a peer, a column a batch size. */
import type { NativeCase, NativeResults } from './results.ts';

export function tableOf({ cases }: NativeResults): string {
  const models = [...new Set(cases.map(({ model }) => model))];
  return models.map((model) => tableOfModel(cases.filter((one) => one.model === model))).join('\n\n');
}

function tableOfModel(cases: readonly NativeCase[]): string {
  const [first] = cases;
  const peers = [...new Set(cases.flatMap(({ peers, skipped }) => [...Object.keys(peers), ...Object.keys(skipped)]))];
  const head = ['', ...cases.map(({ batch }) => `batch of ${batch.toLocaleString('en-GB')}`), 'model and answers'];
  const ours = ['**Postern**, one thread', ...cases.map((one) => `**${perSecond(one.ours)}**`), "LightGBM's"];
  const lines = peers.map((peer) => [peer, ...cases.map((one) => cell(one, peer)), first.answers[peer]]);
  const rows = [head, head.map(() => '---'), ours, ...lines];
  return `#### ${first.model}: ${first.about}\n\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
}

function cell({ peers, ratio, skipped }: NativeCase, peer: string): string {
  if (peers[peer] === undefined) return skipped[peer] ?? '';
  const times = ratio[peer] >= 10 ? ratio[peer].toFixed(0) : ratio[peer].toFixed(1);
  // a peer that is faster is shown as such
  return `${perSecond(peers[peer])} (${ratio[peer] < 1 ? `**${ratio[peer].toFixed(2)}x**` : `${times}x`})`;
}

/** Rows a second to three digits. */
export function perSecond(rate: number): string {
  if (rate >= 1e6) return `${(rate / 1e6).toPrecision(3)} M/s`;
  if (rate >= 1e3) return `${(rate / 1e3).toPrecision(3)} k/s`;
  return `${rate.toPrecision(3)} /s`;
}
