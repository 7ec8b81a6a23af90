/** The service around a real engine, injected: what every route answers, and how it refuses. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorTable } from '../../src/contract/errors.ts';
import { formats } from '../../src/contract/formats.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { routes } from '../../src/contract/routes.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { featureTable } from '../../src/features/table.ts';
import { applyLink } from '../../src/model/link.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { hashKey } from '../../src/server/hashKey.ts';
import type { ServerConfig } from '../../src/server/config.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { testModels } from '../oracle/testModels.ts';
import { quietServer } from './helper.ts';

const engine = createEngine({ bundle: buildTestBundle() });
const parcels = simulateParcels(1000, 11);
const caller = 'c'.repeat(43);
const administrator = 'a'.repeat(43);
const json = { 'content-type': 'application/json' };
let open: FastifyInstance;

beforeAll(async () => {
  open = await quietServer(engine);
});
afterAll(async () => {
  await open.close();
  await engine.close();
});

async function ask(request: InjectOptions, config?: Partial<ServerConfig>): Promise<Answered> {
  const app = config === undefined ? open : await quietServer(engine, config);
  const response = await app.inject(request);
  if (config !== undefined) await app.close();
  return { status: response.statusCode, headers: response.headers, body: response.body };
}
type Answered = { status: number; headers: Record<string, unknown>; body: string };

const post = (url: string, payload: string | Buffer, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  url,
  payload,
  headers,
});

function problemOf({ headers, body }: Answered): Problem {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return JSON.parse(body) as Problem;
}

test('a thousand rows of which one is broken: 999 decisions, and one row error in its place', async () => {
  const lines = parcels.map((parcel) => JSON.stringify(parcel));
  lines[613] = lines[613].replace('"itemId"', '"itemId');
  const ndjson = formats.ndjson[0];
  const answer = await ask(post(routes.screenBatch.path, lines.join('\n'), { 'content-type': ndjson }));
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe(ndjson);
  const rows = answer.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { itemId: string; error?: object });
  expect(rows).toHaveLength(1000);
  expect(rows.flatMap((row, at) => (row.error === undefined ? [] : [at]))).toEqual([613]);
  expect(rows[613]).toMatchObject({ error: { code: 'ROW_SYNTAX', pointer: '' } });
});

test('one parcel is decided from its bytes, on one line or on many', async () => {
  const compact = await ask(post(routes.screen.path, JSON.stringify(parcels[0])));
  const spread = await ask(post(routes.screen.path, JSON.stringify(parcels[0], undefined, 2)));
  expect(compact.status).toBe(200);
  expect(spread.body).toBe(compact.body);
});

test('a key that stands twice is a row error although JSON.parse would take it', async () => {
  const twice = `{"itemId":"X",${JSON.stringify(parcels[0]).slice(1)}`;
  for (const url of [routes.screen.path, routes.explain.path]) {
    expect((await ask(post(url, twice))).body).toContain('KEY_DUPLICATE');
  }
});

test('a parcel that cannot be screened is a problem that names the place, what was expected and what came', async () => {
  const parcel = { ...parcels[0], recipient: { ...parcels[0].recipient, country: 'usa' } };
  const answer = await ask(post(routes.screen.path, JSON.stringify(parcel)));
  const problem = problemOf(answer);
  expect(answer.status).toBe(422);
  expect(problem).toMatchObject({ status: 422, code: 'CODE_INVALID', type: 'urn:postern:problem:code-invalid' });
  expect(problem.errors?.[0]).toMatchObject({ pointer: '/recipient/country', code: 'CODE_INVALID' });
  expect(problem).toMatchObject({ itemId: parcel.itemId, bundle: (await engine.bundle()).hash });
});

test('a blank body is refused', async () => {
  for (const blank of ['', ' \n\t']) {
    expect(problemOf(await ask(post(routes.screen.path, blank))).code).toBe('BODY_INVALID');
  }
});

test('types that are not offered are refused with the list of those that are', async () => {
  const wrongIn = await ask(post(routes.screenBatch.path, 'x', { 'content-type': 'application/xml' }));
  expect([wrongIn.status, problemOf(wrongIn).details?.offered]).toEqual([415, Object.values(formats).flat()]);
  const wrongOut = await ask(post(routes.screenBatch.path, '[]', { ...json, accept: 'text/html' }));
  expect([wrongOut.status, problemOf(wrongOut).code]).toEqual([406, 'FORMAT_NOT_ACCEPTABLE']);
  const packed = await ask(post(routes.screenBatch.path, 'x', { ...json, 'content-encoding': 'gzip' }));
  expect([packed.status, problemOf(packed).code]).toEqual([415, 'FORMAT_UNSUPPORTED']);
  const garbled = await ask(post(routes.screen.path, '{}', { 'content-type': 'not a type' }));
  expect(garbled.status).toBe(415);
});

test('a body that is not what its type says is a problem, not a batch', async () => {
  const answer = await ask(post(routes.screenBatch.path, '{"itemId":"A"}'));
  expect([answer.status, problemOf(answer).code]).toEqual([400, 'BODY_INVALID']);
});

test('a body is taken up to its limit and refused one byte above it', async () => {
  const body = JSON.stringify(parcels.slice(0, 3));
  const bodyBytes = Buffer.byteLength(body);
  const limits = { rowBytes: 262_144, nesting: 32, bodyBytes };
  const at = await ask(post(routes.screenBatch.path, body), { limits });
  const above = await ask(post(routes.screenBatch.path, body), { limits: { ...limits, bodyBytes: bodyBytes - 1 } });
  expect([at.status, above.status, problemOf(above).code]).toEqual([200, 413, 'BODY_TOO_LARGE']);
});

test('an NDJSON body has no limit of its own', async () => {
  const body = parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join('');
  const answer = await ask(post(routes.screenBatch.path, body, { 'content-type': 'application/jsonl' }), {
    limits: { rowBytes: 262_144, nesting: 32, bodyBytes: 1000 },
  });
  expect(answer.body.trimEnd().split('\n')).toHaveLength(1000);
});

test('vectors are scored as JSON and as binary alike, null and NaN being missing', async () => {
  const numColumns = (await engine.bundle()).numFeatures;
  const rows = [0, 1].map((row) => Array.from({ length: numColumns }, (_, c) => (c % 5 === 0 ? null : row + c / 3)));
  const values = Float64Array.from(rows.flat(), (value) => value ?? Number.NaN);
  const scored = await engine.scoreVectors({ values, numRows: 2, numColumns, order: 'row' });
  const expected = [...scored.values];

  const asJson = await ask(post(routes.score.path, JSON.stringify({ rows })));
  expect(JSON.parse(asJson.body)).toEqual({ scores: expected.map((score) => [score]), numOutputs: 1 });
  const asBinary = await open.inject({
    ...post(`${routes.score.path}?numRows=2&numColumns=${numColumns}&dtype=f64`, Buffer.from(values.buffer)),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(asBinary.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'postern-num-outputs': '1' });
  expect([...new Float64Array(new Uint8Array(asBinary.rawPayload).buffer)]).toEqual(expected);
  const mixed = await ask(
    post(routes.score.path, JSON.stringify({ rows }), { ...json, accept: 'application/octet-stream' }),
  );
  expect(mixed.headers['content-length']).toBe('16');
});

test('a model of the bundle is scored by name, with named columns and texts, as margins or predictions', async () => {
  const { frames, classes } = testModels();
  const columns = frames.featureNames.toReversed();
  const [city] = frames.categories.flatMap((each) => (each ? [each.texts[3]] : []));
  const row = columns.map((name) => (name === 'city' ? city : name === 'size' ? -0.5 : null));
  const margins = frames.featureNames.map((name) => (name === 'city' ? 3 : name === 'size' ? -0.5 : Number.NaN));
  const asked = { model: 'frames', columns, rows: [row] };
  const margin = referenceMargins(frames, margins);
  expect(JSON.parse((await ask(post(routes.score.path, JSON.stringify(asked)))).body)).toEqual({
    scores: [[...margin]],
    numOutputs: 1,
  });
  const predicted = await ask(post(routes.score.path, JSON.stringify({ ...asked, output: 'prediction' })));
  expect(JSON.parse(predicted.body)).toEqual({ scores: [[...(applyLink(frames.link, margin) ?? [])]], numOutputs: 1 });

  const numColumns = classes.featureNames.length;
  const values = Float32Array.from({ length: 2 * numColumns }, (_, at) => at / 3);
  const query = `numRows=2&numColumns=${numColumns}&dtype=f32&model=classes&output=prediction`;
  const answer = await open.inject({
    ...post(`${routes.score.path}?${query}`, Buffer.from(values.buffer)),
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
  });
  const { scores, numOutputs } = JSON.parse(answer.body) as { scores: number[][]; numOutputs: number };
  expect(numOutputs).toBe(3);
  for (const outputs of scores) expect(outputs.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
});

test('vectors in a wrong shape are refused with what is wrong', async () => {
  const binary = { 'content-type': 'application/octet-stream' };
  const url = routes.score.path;
  const texts = JSON.stringify({ rows: [featureTable.map(() => '1')] });
  for (const [request, code] of [
    [post(url, '{"rows":[[1],[1,2]]}'), 'SHAPE_MISMATCH'],
    [post(url, '{"rows":[[1,2]]}'), 'SHAPE_MISMATCH'],
    [post(url, texts), 'REQUEST_INVALID'],
    [post(url, '{"columns":["nothing"],"rows":[]}'), 'FEATURES_MISMATCH'],
    [post(url, '{"columns":"nothing","rows":[]}'), 'REQUEST_INVALID'],
    [post(url, '{"rows":[],"model":"nothing"}'), 'MODEL_UNKNOWN'],
    [post(url, '{"rows":[],"model":7}'), 'REQUEST_INVALID'],
    [post(url, '{"rows":[],"output":"probability"}'), 'REQUEST_INVALID'],
    [post(`${url}?numRows=0&numColumns=1&dtype=f32&model=nothing`, Buffer.alloc(0), binary), 'MODEL_UNKNOWN'],
    [post(`${url}?numRows=0&numColumns=1&dtype=f32&output=score`, Buffer.alloc(0), binary), 'REQUEST_INVALID'],
    [post(url, '{"vectors":[]}'), 'REQUEST_INVALID'],
    [post(url, 'null'), 'REQUEST_INVALID'],
    [post(url, '{'), 'BODY_INVALID'],
    [post(`${url}?numRows=1&numColumns=2&dtype=f32`, Buffer.alloc(7), binary), 'SHAPE_MISMATCH'],
    [post(`${url}?numRows=1&numColumns=2&dtype=f16`, Buffer.alloc(4), binary), 'REQUEST_INVALID'],
    [post(`${url}?numRows=-1&numColumns=2&dtype=f32`, Buffer.alloc(4), binary), 'REQUEST_INVALID'],
  ] as const) {
    expect(problemOf(await ask(request)).code).toBe(code);
  }
});

test('the bundle is swapped by an administrator and by nobody else', async () => {
  const next = buildTestBundle({ seed: 5, version: '2.0.0' });
  const put = (key?: string): InjectOptions => ({
    method: 'PUT',
    url: routes.bundleSwap.path,
    payload: Buffer.from(next),
    headers: { 'content-type': 'application/octet-stream', ...(key && { authorization: `Bearer ${key}` }) },
  });
  const keys = { callerKeys: [hashKey(caller)], adminKeys: [hashKey(administrator)] };
  const before = (await engine.bundle()).hash;
  expect(problemOf(await ask(put(administrator))).code).toBe('FORBIDDEN');
  expect((await ask(put(caller), keys)).status).toBe(403);
  expect((await ask(put(), keys)).status).toBe(401);
  expect((await ask(put('x'.repeat(43)), { adminKeys: keys.adminKeys })).status).toBe(401);
  expect((await engine.bundle()).hash).toBe(before);

  const swapped = await ask(put(administrator), keys);
  expect(JSON.parse(swapped.body)).toMatchObject({ version: '2.0.0' });
  expect(JSON.parse(swapped.body)).toEqual(JSON.parse((await ask({ url: routes.bundleInfo.path })).body));
  const decided = await ask(post(routes.screen.path, JSON.stringify(parcels[0])));
  expect((JSON.parse(decided.body) as { bundle: string }).bundle).not.toBe(before);
});

test('a bundle that is damaged is refused by its fault, and the one in use stays', async () => {
  const damaged = Buffer.from(buildTestBundle({ seed: 6 }));
  damaged[damaged.length - 1] ^= 1;
  const before = (await engine.bundle()).hash;
  const answer = await ask(
    {
      method: 'PUT',
      url: routes.bundleSwap.path,
      payload: damaged,
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${administrator}` },
    },
    { adminKeys: [hashKey(administrator)] },
  );
  expect(answer.status).toBe(422);
  expect(problemOf(answer).code).toMatch(/^BUNDLE_/);
  expect((await engine.bundle()).hash).toBe(before);
});

test('with keys configured screening needs one, health and metrics do not', async () => {
  const keys = { callerKeys: [hashKey(caller)], adminKeys: [hashKey(administrator)] };
  const parcel = JSON.stringify(parcels[0]);
  const withKey = (key: string): InjectOptions =>
    post(routes.screen.path, parcel, { ...json, authorization: `Bearer ${key}` });
  expect(problemOf(await ask(post(routes.screen.path, parcel), keys)).code).toBe('UNAUTHENTICATED');
  expect((await ask(withKey('y'.repeat(43)), keys)).status).toBe(401);
  expect((await ask(withKey(caller), keys)).status).toBe(200);
  expect((await ask(withKey(administrator), keys)).status).toBe(200);
  for (const { path } of [routes.livez, routes.readyz, routes.metrics]) {
    expect((await ask({ url: path }, keys)).status).toBe(200);
  }
});

test('a request id is taken when it is harmless, made when it is not, and returned either way', async () => {
  const given = await ask({ url: routes.livez.path, headers: { 'x-request-id': 'trace-7:a.b' } });
  expect(given.headers['x-request-id']).toBe('trace-7:a.b');
  const hostile = await ask({ url: '/nowhere', headers: { 'x-request-id': '<script>' } });
  expect(hostile.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(problemOf(hostile).instance).toBe(`urn:postern:request:${String(hostile.headers['x-request-id'])}`);
});

test('what is not there is a problem that lists the routes', async () => {
  const problem = problemOf(await ask({ url: '/v2/anything' }));
  expect(problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(problem.details?.offered).toContain('POST /v1/screen');
});

test('a wrong method at a known address is told which ones are right', async () => {
  const wrong: ['GET' | 'POST' | 'DELETE', string, string][] = [
    ['GET', '/v1/screen?x=1', 'POST'],
    ['DELETE', '/v1/bundle', 'GET, HEAD, PUT'],
    ['POST', '/livez', 'GET, HEAD'],
  ];
  for (const [method, url, allow] of wrong) {
    const answer = await ask({ method, url });
    expect(answer.headers.allow).toBe(allow);
    expect(problemOf(answer)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  }
});

test('times of the configuration are those of the socket', async () => {
  const app = await quietServer(engine, { idleTimeoutMs: 7000, requestTimeoutMs: 9000 });
  expect([app.server.timeout, app.server.requestTimeout]).toEqual([7000, 9000]);
  await app.close();
});

test('text that is called msgpack is refused whole, in a few words', async () => {
  const lines = parcels.map((parcel) => JSON.stringify(parcel)).join('\n');
  for (const payload of [lines, `[${lines}]`, `itemId\n${parcels[0].itemId}\n`]) {
    const answer = await ask(post(routes.screenBatch.path, payload, { 'content-type': 'application/msgpack' }));
    expect(answer.status).toBe(400);
    expect(problemOf(answer)).toMatchObject({ code: 'BODY_INVALID' });
    expect(answer.body.length).toBeLessThan(600);
  }
});

test('what can be got can be asked for its head', async () => {
  for (const url of [routes.livez.path, routes.readyz.path, routes.metrics.path, '/docs/']) {
    const answer = await ask({ method: 'HEAD', url });
    expect([url, answer.status, answer.body]).toEqual([url, 200, '']);
  }
});

test('ready means that the self-test passes, also while every batch is taken', async () => {
  const full = await quietServer(engine, { maxBatches: 0 });
  const batch = post(routes.screenBatch.path, '{}\n', { 'content-type': formats.ndjson[0] });
  expect((await full.inject(batch)).statusCode).toBe(503);
  expect((await full.inject({ url: routes.readyz.path })).statusCode).toBe(200);
  await full.close();
  const closed = createEngine({ bundle: buildTestBundle() });
  const app = await quietServer(closed);
  await closed.close();
  const answer = await app.inject({ url: routes.readyz.path });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ checks: { selfTest: false } });
  await app.close();
});

test('a fault inside shows the caller nothing but what to do', async () => {
  const failing = Object.assign(Object.create(engine) as typeof engine, {
    screenRow: () => Promise.reject(new Error('secret of the house')),
  });
  const app = await quietServer(failing);
  const answer = await app.inject(post(routes.screen.path, JSON.stringify(parcels[0])));
  await app.close();
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('secret');
  expect(answer.json()).toMatchObject({ code: 'INTERNAL', detail: errorTable.INTERNAL.remedy });
});

test('metrics count rows by action, errors by code and rules by name, and name the bundle', async () => {
  const app = await quietServer(engine);
  await app.inject(
    post(routes.screenBatch.path, `${JSON.stringify(parcels[0])}\n{}\n`, { 'content-type': 'application/jsonl' }),
  );
  const { body, headers } = await app.inject({ url: routes.metrics.path });
  await app.close();
  expect(headers['content-type']).toContain('text/plain');
  for (const line of [
    /^postern_rows_total\{action="release"\} \d+$/m,
    /^postern_row_errors_total\{code="FIELD_REQUIRED"\} \d+$/m,
    /^postern_stage_seconds_total\{stage="\w+"\} [\d.e-]+$/m,
    /^postern_queue_slots\{state="free"\} \d+$/m,
    /^postern_batch_duration_seconds_count 1$/m,
    /^postern_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+$/m,
    /^postern_bundle_info\{hash="[0-9a-f]{32}",version="[\d.]+"\} 1$/m,
    /^process_resident_memory_bytes \d+$/m,
  ]) {
    expect(body).toMatch(line);
  }
  expect(body).not.toContain(parcels[0].itemId);
});

test('the API description is OpenAPI 3.1, holds every route, and all its references lead somewhere', async () => {
  const answer = await ask({ url: '/docs/json' });
  const description = JSON.parse(answer.body) as { openapi: string; paths: Record<string, object> };
  expect(description.openapi).toBe('3.1.0');
  for (const { method, path } of Object.values(routes)) {
    expect(description.paths[path]).toHaveProperty(method.toLowerCase());
  }
  const references = [...answer.body.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1].split('/'));
  expect(references.length).toBeGreaterThan(10);
  for (const path of references) {
    const target = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], description);
    expect(target, path.join('/')).toBeTypeOf('object');
  }
  expect(answer.body).not.toMatch(/"\$ref":"[^#]/);
});

test('the documentation page is served whole by the service', async () => {
  const page = await ask({ url: '/docs/' });
  expect(page.status).toBe(200);
  expect(page.body).not.toMatch(/(src|href)="https?:/);
});

test('a query parameter that a route does not know is refused by its name', async () => {
  const refused = async (request: InjectOptions): Promise<string> => {
    const problem = problemOf(await ask(request));
    expect([problem.status, problem.code]).toEqual([400, 'REQUEST_INVALID']);
    return problem.detail;
  };
  const parcel = JSON.stringify(parcels[0]);
  const none = 'expected none at this address';
  for (const { path } of [routes.screen, routes.screenBatch, routes.explain]) {
    expect(await refused(post(`${path}?explainTop=5`, parcel))).toBe(`got the query parameter "explainTop", ${none}`);
  }
  expect(await refused({ url: `${routes.bundleInfo.path}?name=x` })).toContain('"name"');
  const binary = { 'content-type': 'application/octet-stream' };
  const shape = 'numRows=1&numColumns=1&dtype=f32';
  expect(await refused(post(`${routes.score.path}?${shape}&modle=x`, '', binary))).toBe(
    'got the query parameter "modle", expected model, output, numRows, numColumns, dtype, order',
  );
  expect(await refused(post(`${routes.score.path}?model=x`, '{"rows":[]}'))).toContain('beside a body of JSON');
  expect(await refused(post(`${routes.score.path}?numRows=x`, '', binary))).toBe(
    'query numRows: got "x", expected a whole number',
  );
  expect(await refused(post(routes.score.path, '{"row":[[1]]}'))).toMatch(/^got rows as nothing, expected \{"columns"/);
  const unknown = problemOf(await ask(post(routes.score.path, '{"model":"nobody","rows":[]}')));
  expect(unknown.detail).toMatch(/^the bundle has no model named "nobody"; it carries: /);
});
