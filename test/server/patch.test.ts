import { expect, test } from 'vitest';
import { routes } from '../../src/contract/routes.ts';
import type { BundleInfo } from '../../src/contract/screener.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { readPatch } from '../../src/engine/patch/readPatch.ts';
import { hashKey } from '../../src/server/hashKey.ts';
import { patchFixture } from '../engine/patchFixture.ts';
import { quietServer } from './helper.ts';

const [caller, carrier, administrator] = ['c', 'd', 'a'].map((letter) => letter.repeat(43));

test('lists are patched by an administrator and by nobody else, and the bundle route tells bundle and patch', async () => {
  const { base, patches, rows } = patchFixture(1, 30);
  const engine = createEngine({ bundle: base });
  const app = await quietServer(engine, {
    callerKeys: [hashKey(caller)],
    carrierKeys: [hashKey(carrier)],
    adminKeys: [hashKey(administrator)],
  });
  const put = async (key: string, payload: Uint8Array): Promise<{ status: number; body: unknown }> => {
    const { statusCode, body } = await app.inject({
      method: routes.bundlePatch.method,
      url: routes.bundlePatch.path,
      payload: Buffer.from(payload),
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${key}` },
    });
    return { status: statusCode, body: JSON.parse(body) };
  };
  const told = async (key: string): Promise<BundleInfo> => {
    const answer = await app.inject({ url: routes.bundleInfo.path, headers: { authorization: `Bearer ${key}` } });
    return JSON.parse(answer.body) as BundleInfo;
  };
  const before = await told(caller);
  for (const key of [caller, carrier]) expect((await put(key, patches[0])).status).toBe(403);
  expect(await put(administrator, base)).toMatchObject({
    status: 422,
    body: { code: 'PATCH_MAGIC', remedy: 'Make one with: postern bundle patch' },
  });
  expect((await told(caller)).hash).toBe(before.hash);

  const { status, body } = await put(administrator, patches[0]);
  expect(status).toBe(200);
  const after = await told(caller);
  expect(body).toEqual(after);
  expect(after.patch).toMatchObject({ base: before.hash, hash: readPatch(patches[0]).hash });
  expect(after.lists?.map(({ name, version }) => ({ name, version }))).toEqual(after.patch?.lists);
  const metrics = await app.inject({ url: routes.metrics.path, headers: { authorization: `Bearer ${caller}` } });
  for (const { name, version, entries } of after.lists ?? []) {
    expect(metrics.body).toContain(`postern_list_entries{list="${name}",version="${version}"} ${entries}\n`);
  }
  const { patch: _patch, lists: _lists, ...toCarriers } = after;
  expect(await told(carrier)).toEqual({ ...toCarriers, models: [] });
  const decided = await app.inject({
    method: 'POST',
    url: routes.screen.path,
    payload: rows.subarray(0, rows.indexOf(10)),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${caller}` },
  });
  expect(JSON.parse(decided.body)).toMatchObject({ bundle: after.hash });

  const takeOff = async (key: string): Promise<{ status: number; body: unknown }> => {
    const { method, path: url } = routes.bundleUnpatch;
    const { statusCode, body } = await app.inject({ method, url, headers: { authorization: `Bearer ${key}` } });
    return { status: statusCode, body: JSON.parse(body) };
  };
  for (const key of [caller, carrier]) expect((await takeOff(key)).status).toBe(403);
  expect((await told(caller)).hash).toBe(after.hash);
  // the second time there is none
  for (let i = 0; i < 2; i++) expect(await takeOff(administrator)).toEqual({ status: 200, body: before });
  expect(await told(caller)).toEqual(before);
  await app.close();
  await engine.close();
});
