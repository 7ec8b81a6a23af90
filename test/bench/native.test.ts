import { expect, test } from 'vitest';
import { nativeChart } from '../../bench/chart/nativeChart.ts';
import type { NativeCase, NativeResults } from '../../bench/native/results.ts';
import { withPart } from '../../bench/native/publish.ts';
import { tableOf } from '../../bench/native/table.ts';

function caseOf(batch: number, peers: Readonly<Record<string, number>>): NativeCase {
  const ours = 4e6;
  return {
    name: `native-small-batch-${batch}`,
    model: 'small',
    about: '3 trees & a "leaf"',
    batch,
    unit: 'rows/s',
    ours,
    spread: [1e6, ours],
    peers,
    ratio: Object.fromEntries(Object.entries(peers).map(([name, rate]) => [name, ours / rate])),
    answers: { slow: 'lightgbm.txt: equal to the last bit', fast: 'lightgbm.txt: within 1e-7' },
    skipped: batch === 1 ? {} : { late: 'would take 30 s' },
    checked: true,
  };
}

const results: NativeResults = {
  machine: { cpu: 'x', cores: 2, memoryGiB: 4, system: 'Linux', date: '2026-01-01', commit: 'c' },
  node: { version: 'v20.0.0', v8: '11' },
  cases: [caseOf(1, { slow: 1e5, fast: 8e6 }), caseOf(10_000, { slow: 1e5, fast: 8e6 })],
};

test('the table has a line a peer, a column a batch size, and shows who is faster', () => {
  const lines = tableOf(results).split('\n');
  expect(lines[0]).toBe('#### small: 3 trees & a "leaf"');
  expect(lines).toContain('| slow | 100 k/s (40x) | 100 k/s (40x) | lightgbm.txt: equal to the last bit |');
  expect(lines).toContain('| fast | 8.00 M/s (**0.50x**) | 8.00 M/s (**0.50x**) | lightgbm.txt: within 1e-7 |');
});

test('a peer that was left out is listed with the reason', () => {
  expect(tableOf(results)).toMatch(/\| late \|  \| would take 30 s \|/);
});

test('the chart is one well-formed picture with a bar for ours and one for each peer, the fastest first', () => {
  const svg = nativeChart(results);
  expect(svg.match(/<rect /g)).toHaveLength(3);
  expect(svg).toContain('3 trees &amp; a &quot;leaf&quot;');
  expect(svg.indexOf('>fast<')).toBeLessThan(svg.indexOf('>slow<'));
  const tags = [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)];
  const open: string[] = [];
  for (const [, closes, name, isEmpty] of tags) {
    if (closes !== '') expect(open.pop()).toBe(name);
    else if (isEmpty === '') open.push(name);
  }
  expect(open).toEqual([]);
});

test('a run replaces the part of its own Node version, and parts stand in the order of versions', () => {
  const markers = ['<!-- native: written by npm run bench:native -->', '<!-- native: end -->'];
  const [before, after] = [`Before.\n\n${markers[0]}`, `${markers[1]}\n\nAfter.\n`];
  const first = withPart(`${before}\n${after}`, '### Node v24.1.0\n\n#### old: a\n\nold');
  const second = withPart(first, '### Node v20.1.0\n\nother');
  const third = withPart(second, '### Node v24.2.0\n\nnew');
  expect(third).toBe(`${before}\n\n### Node v20.1.0\n\nother\n\n### Node v24.2.0\n\nnew\n\n${after}`);
  expect(() => withPart('no markers', '### Node v24.1.0')).toThrow(/expected the markers/);
});
