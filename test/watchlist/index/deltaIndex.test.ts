import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { buildListIndex } from '../../../src/watchlist/index/buildListIndex.ts';
import { buildDeltaIndex } from '../../../src/watchlist/index/deltaIndex.ts';
import { openEntries } from '../../../src/watchlist/index/entries/open.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { openTombstones } from '../../../src/watchlist/index/tombstones/open.ts';
import { entryOf } from './entryOf.ts';

/** What is in force: entries of the base that are not gone, and those of the delta. */
function inForce(base: Uint8Array, delta: Uint8Array): string[] {
  const [old, fresh] = [openListIndex(base), openListIndex(delta)];
  const tombstones = openTombstones(fresh.parts.tombstones as Uint8Array);
  const told = (index: Uint8Array, isIn: (number: number) => boolean): string[] => {
    const entries = openEntries(openListIndex(index).parts.entries as Uint8Array);
    const numbers = Array.from({ length: entries.numEntries }, (_, number) => number).filter(isIn);
    return numbers.map(
      (number) => `${entries.listOf(number)} ${entries.idOf(number)} ${entries.fingerprintOf(number)}`,
    );
  };
  expect(tombstones.numEntries).toBe(openEntries(old.parts.entries as Uint8Array).numEntries);
  return [...told(base, (number) => !tombstones.isGone(number)), ...told(delta, () => true)].sort();
}

const facts = (entries: readonly Entry[]): string[] => {
  const { parts } = openListIndex(buildListIndex(entries));
  const view = openEntries(parts.entries as Uint8Array);
  return entries.map((_, i) => `${view.listOf(i)} ${view.idOf(i)} ${view.fingerprintOf(i)}`).sort();
};

test.each([1, 2, 3, 4, 5])('base and changes together are the new lists (seed %i)', (seed) => {
  const random = new Random(seed);
  const named = (name: string): Partial<Entry> => ({
    indicators: [{ kind: 'name', text: name, quality: 'primary' }],
  });
  const before = Array.from({ length: 300 }, (_, i) =>
    entryOf(`${i}`, { list: i % 3 === 0 ? 'left alone' : `list ${i % 2}`, ...named(`Synthetic Person ${i}`) }),
  );
  const after = before
    .filter(({ list }) => list !== 'left alone' && !random.chance(0.1))
    .map((entry) => (random.chance(0.1) ? { ...entry, ...named(`Other ${entry.id}`) } : entry));
  for (let i = 0; i < 20; i++) after.splice(random.below(after.length), 0, entryOf(`new ${i}`, { list: 'list 1' }));
  const base = buildListIndex(before);
  const { index, counts } = buildDeltaIndex(openListIndex(base), ['list 0', 'list 1'], after);
  expect(inForce(base, index)).toEqual(facts([...before.filter(({ list }) => list === 'left alone'), ...after]));
  expect(counts.came).toBe(20);
  expect(counts.same + counts.changed + counts.came).toBe(after.length);
  expect(openEntries(openListIndex(index).parts.entries as Uint8Array).numEntries).toBe(20 + counts.changed);
});

test('the same id in another list is another entry', () => {
  const base = buildListIndex([entryOf('1', { list: 'a' }), entryOf('1', { list: 'b' })]);
  const { index, counts } = buildDeltaIndex(openListIndex(base), ['b'], []);
  expect(counts).toEqual({ came: 0, changed: 0, went: 1, same: 0 });
  const { isGone } = openTombstones(openListIndex(index).parts.tombstones as Uint8Array);
  expect([isGone(0), isGone(1), isGone(2)]).toEqual([false, true, false]);
});

test('everything that is said of an entry tells it from what it was', () => {
  const entry = entryOf('1', { indicators: [{ kind: 'phone', text: '1' }] });
  const changes: Partial<Entry>[] = [
    { kind: 'person' },
    { programmes: ['P'] },
    { validFrom: '2026-01-01' },
    { validUntil: '2026-01-01' },
    { confidence: 0.5 },
    { handling: 'red' },
    { indicators: [{ kind: 'phone', text: '2' }] },
    { indicators: [{ kind: 'email', text: '1' }] },
    { related: ['2'] },
  ];
  const base = openListIndex(buildListIndex([entry]));
  for (const change of changes) {
    const { counts } = buildDeltaIndex(base, ['synthetic'], [{ ...entry, ...change }]);
    expect([change, counts.changed]).toEqual([change, 1]);
  }
  expect(buildDeltaIndex(base, ['synthetic'], [structuredClone(entry)]).counts.same).toBe(1);
});
