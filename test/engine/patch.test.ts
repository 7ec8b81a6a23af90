import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RecordingHost } from '../../src/contract/host.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { buildPatch } from '../../src/engine/patch/buildPatch.ts';
import { mergeBundle } from '../../src/engine/patch/mergeBundle.ts';
import { patchedHash } from '../../src/engine/patch/patchLayout.ts';
import { readPatch, verifyPatch } from '../../src/engine/patch/readPatch.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { redactBundle } from '../../src/engine/bundle/redactBundle.ts';
import { createPool } from '../../src/workers/createPool.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { bundleWith, givenOf, key, opened, otherKey, patchFixture } from './patchFixture.ts';

const { rows, base, baseGiven, patches, given } = patchFixture(3);
const [patch] = patches;
const baseHash = opened(base).hash;

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function answersOf(host: RecordingHost, pieceBytes = rows.length): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of host.screenStream(pieces(rows, pieceBytes), { from: 'ndjson' })) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** What is decided, whichever bundle decides it. */
const nameless = (answers: string): string => answers.replaceAll(/"bundle":"[0-9a-f]{32}"/g, '');
const hashesIn = (answers: string): string[] => [
  ...new Set([...answers.matchAll(/"bundle":"([0-9a-f]{32})"/g)].map(([, hash]) => hash)),
];

test('with a patch in force decisions name bundle and patch, and are those of a bundle made of the new lists', async () => {
  const {
    base,
    patches: [patch],
    given,
  } = patchFixture(1);
  const baseHash = opened(base).hash;
  const engine = createEngine({ bundle: base });
  const before = await answersOf(engine);
  expect(hashesIn(before)).toEqual([baseHash]);
  const info = await engine.patchBundle(patch);
  const expected = createHash('sha256')
    .update(Buffer.from(baseHash + readPatch(patch).hash, 'hex'))
    .digest('hex');
  expect(info.hash).toBe(expected.slice(0, 32));
  expect(await engine.bundle()).toEqual(info);
  expect(info.lists).toEqual(given[0].lists.map(({ name, version, entries }) => ({ name, version, entries })));
  expect(info.patch).toEqual({
    base: baseHash,
    hash: readPatch(patch).hash,
    signedBy: Object.keys(demonstrationKeys)[0],
    lists: given[0].lists.map(({ name, version }) => ({ name, version })),
  });
  const patched = await answersOf(engine);
  expect(hashesIn(patched)).toEqual([info.hash]);
  expect(nameless(patched)).not.toBe(nameless(before));

  const merged = mergeBundle({ base, trustedKeys: demonstrationKeys, ...given[0], patch: readPatch(patch) }, key);
  const fromStart = createEngine({ bundle: base, patch });
  const anew = createEngine({ bundle: merged });
  expect(await answersOf(fromStart)).toBe(patched);
  expect(nameless(await answersOf(anew))).toBe(nameless(patched));
  const after = await engine.swapBundle(merged);
  expect(after.patch).toBeUndefined();
  expect(hashesIn(await answersOf(engine))).toEqual([after.hash]);
  await Promise.all([engine, fromStart, anew].map((each) => each.close()));
});

test('without its patch a bundle decides as before it, and can be patched again', async () => {
  const engine = createEngine({ bundle: base, patch });
  const pool = createPool({ bundle: base, numWorkers: 2, slotBytes: 1 << 19 });
  const alone = createEngine({ bundle: base });
  const [before, patched] = [await answersOf(alone), await answersOf(engine)];
  for (const host of [engine, pool]) {
    for (let i = 0; i < 3; i++) {
      expect(await host.unpatchBundle()).toEqual(await alone.bundle());
      expect(await answersOf(host)).toBe(before);
      await host.patchBundle(patch);
      expect(await answersOf(host)).toBe(patched);
    }
    await host.close();
  }
  await alone.close();
});

test('a patch takes the place of the one before it, and carriers are told the hash alone', async () => {
  const engine = createEngine({ bundle: base });
  for (const each of [...patches, ...patches]) {
    const { hash } = await engine.patchBundle(each);
    expect(hash).toBe(patchedHash(baseHash, readPatch(each).hash));
    expect(await engine.bundle({ tier: 'carrier' })).toMatchObject({ hash });
    const told = await engine.bundle({ tier: 'carrier' });
    expect(told).not.toHaveProperty('patch');
    expect(told).not.toHaveProperty('lists');
  }
  await engine.close();
});

test('no body mixes two versions while bundles and patches are swapped', async () => {
  const other = bundleWith(baseGiven, '2.0.0');
  const versions = new Map<string, string>();
  for (const [bundle, each] of [
    [base, undefined],
    [other, undefined],
    ...patches.map((one) => [base, one] as const),
  ] as const) {
    const engine = createEngine({ bundle, ...(each && { patch: each }) });
    versions.set((await engine.bundle()).hash, await answersOf(engine));
    await engine.close();
  }
  const pool = createPool({ bundle: base, numWorkers: 2, slotBytes: 1 << 19 });
  const swapping = { isOver: false };
  const seen = new Map<string, number>();
  const screening = Array.from({ length: 3 }, async () => {
    while (!swapping.isOver) {
      const answers = await answersOf(pool, 40_000);
      const hashes = hashesIn(answers);
      expect(hashes).toHaveLength(1);
      expect(answers).toBe(versions.get(hashes[0]));
      seen.set(hashes[0], (seen.get(hashes[0]) ?? 0) + 1);
    }
  });
  const swaps = { done: 0 };
  for (let i = 0; i < 400 && (swaps.done < 20 || seen.size < 2); i++) {
    const others: Readonly<Record<number, () => Promise<unknown>>> = {
      4: () => pool.swapBundle(other),
      5: () => pool.swapBundle(base),
      8: () => pool.unpatchBundle(),
    };
    const swap = others[i % 10]?.();
    await (swap ?? pool.patchBundle(patches[i % patches.length])).then(
      () => void swaps.done++,
      // a body is still screened with what lay there
      (error: unknown) => expect(['BUSY', 'PATCH_BASE']).toContain((error as { code: string }).code),
    );
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  swapping.isOver = true;
  await Promise.all(screening);
  await pool.close();
  expect(swaps.done).toBeGreaterThanOrEqual(20);
  expect(seen.size).toBeGreaterThan(1);
  console.log(`${swaps.done} swaps, bodies by version: ${[...seen.values()].join(' ')}`);
}, 60_000);

test('every refusal of a patch says what is wrong, and nothing changes', async () => {
  const engine = createEngine({ bundle: base });
  const altered = (at: number, byte: number): Uint8Array => {
    const bytes = Uint8Array.from(patch);
    bytes[at] = byte;
    return bytes;
  };
  const { manifest } = readPatch(patch);
  const ofOther = buildPatch(opened(bundleWith(baseGiven, '2.0.0')), given[0], key);
  const cases: readonly (readonly [Uint8Array, string, string])[] = [
    [Buffer.from('POSTERN\0'), 'PATCH_MAGIC', 'does not start with POSTPTCH'],
    [base, 'PATCH_MAGIC', 'does not start with POSTPTCH'],
    [patch.subarray(0, 40), 'BUNDLE_TRUNCATED', 'for the header of the patch'],
    [patch.subarray(0, patch.length - 1), 'BUNDLE_TRUNCATED', 'for the patch, got'],
    [altered(8, 9), 'BUNDLE_VERSION', 'expected a patch of version 1, got 9'],
    [ofOther, 'PATCH_BASE', `in use is ${baseHash}`],
    [buildPatch(opened(base), given[0], otherKey), 'BUNDLE_SIGNATURE', 'which is not trusted'],
    [altered(patch.length - 1, patch[patch.length - 1] ^ 1), 'BUNDLE_SIGNATURE', 'of this patch'],
    [altered(manifest.index.offset + 70, 255), 'BUNDLE_HASH', 'the index of the patch'],
    [Buffer.concat([patch, Buffer.alloc(1)]), 'BUNDLE_INVALID', `expected ${patch.length} bytes`],
  ];
  for (const [bytes, code, text] of cases) {
    await expect(engine.patchBundle(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(text) });
  }
  expect((await engine.bundle()).hash).toBe(baseHash);
  await engine.close();
  const redacted = redactBundle(base, demonstrationKeys, key);
  const forCarriers = createEngine({ bundle: redacted, tier: 'carrier' });
  await expect(forCarriers.patchBundle(patch)).rejects.toThrow('one for carriers, who get no plain lists');
  await forCarriers.close();
  expect(() => buildPatch(opened(redacted), given[0], key)).toThrow('is one for carriers');
  const bare = buildTestBundle();
  expect(() => buildPatch(opened(bare), given[0], key)).toThrow('has no lists');
});

test('any damaged byte of a patch is noticed', () => {
  const step = 97;
  for (let at = 0; at < patch.length; at += step) {
    const bytes = Uint8Array.from(patch);
    bytes[at] ^= 0x10;
    expect(() => verifyPatch(bytes, readPatch(bytes), demonstrationKeys)).toThrow();
  }
});

test('the same bundle, lists and key give the same patch; a merge wants the lists of the patch', () => {
  expect(Buffer.compare(buildPatch(opened(base), given[0], key), patch)).toBe(0);
  expect(Buffer.from(patch.subarray(0, 12)).toString('latin1')).toBe('POSTPTCH\u0001\0\0\0');
  const sources = { base, trustedKeys: demonstrationKeys, patch: readPatch(patch) };
  expect(() => mergeBundle({ ...sources, ...given[1] }, key)).toThrow('which is not given');
  expect(() => mergeBundle({ ...sources, ...givenOf([], 'none') }, key)).toThrow('give the files of exactly');
});
