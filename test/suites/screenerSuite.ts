/**
 * What every Screener does, whoever holds it: the contract as tests. An implementation calls this once and lists what
 * it does not do by the name of the test, with a reason.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRowError } from '../../src/contract/decision.ts';
import { PosternError } from '../../src/contract/errors.ts';
import { formatNames } from '../../src/contract/formats.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import type { Screener } from '../../src/contract/screener.ts';
import { featureTable } from '../../src/features/table.ts';
import { referenceContributions } from '../../src/model/contributions/referenceContributions.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { answersIn, collect, decodeBody, encodeBody, pieces } from '../oracle/bodies.ts';
import { testSources } from '../oracle/testBundle.ts';
import { awkwardRows, type Check, checkScoring, vectorsOf } from './scoringChecks.ts';

/** A screener with the bundle of `buildTestBundle()`, and how to end what it stands on. */
export type Made = { readonly screener: Screener; end(): Promise<void> };

export type ScreenerSuite = {
  readonly name: string;
  make(): Promise<Made>;
  /** Tests by name that do not apply, with the reason. */
  readonly skip?: Readonly<Record<string, string>>;
};

const NUM_PARCELS = 300;
const good = simulateParcels(NUM_PARCELS, 21);
const withoutId = { ...good[7], itemId: undefined } as unknown as Parcel;
const wrongCountry: Parcel = { ...good[8], sender: { ...good[8].sender, country: 'gb' } };
/** Good rows with a row error at the start, in the middle and at the end. */
const mixed: readonly Parcel[] = [withoutId, ...good.slice(0, 150), wrongCountry, ...good.slice(150), withoutId];
const { forest } = testSources();

const asJson = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value));

export function runScreenerSuite({ name, make, skip = {} }: ScreenerSuite): void {
  const check: Check = (title, body) => {
    if (title in skip) test.skip(`${title} (skipped: ${skip[title]})`, body);
    else test(title, body);
  };

  describe(name, () => {
    let made: Made;
    let screener: Screener;
    beforeAll(async () => {
      made = await make();
      screener = made.screener;
    });
    afterAll(async () => {
      await screener.close();
      await made.end();
    });

    check('a parcel is decided under the bundle in use', async () => {
      const { hash, numFeatures, numTrees, signedBy } = await screener.bundle();
      expect(hash).toMatch(/^[0-9a-f]{32}$/);
      expect({ numFeatures, numTrees }).toEqual({ numFeatures: featureTable.length, numTrees: forest.trees.length });
      expect(signedBy).not.toBe('');
      expect(await screener.screen(good[0])).toMatchObject({ itemId: good[0].itemId, bundle: hash });
    });

    check('a parcel that cannot be screened is a row error with its place, not a throw', async () => {
      const answer = await screener.screen(withoutId);
      expect(answer).toMatchObject({ itemId: null, error: { code: 'FIELD_REQUIRED', pointer: '/itemId' } });
      expect(await screener.screen(wrongCountry)).toMatchObject({
        itemId: wrongCountry.itemId,
        error: { code: 'CODE_INVALID', pointer: '/sender/country' },
      });
    });

    check('what is no parcel at all is a row error', async () => {
      for (const value of [null, 7, 'text', [], undefined]) {
        const answer = await screener.screen(value as unknown as Parcel);
        expect(isRowError(answer) && answer.error.pointer).toBe('');
      }
    });

    check('what has no JSON is refused as the caller’s fault', async () => {
      const cyclic: Record<string, unknown> = { ...good[0] };
      cyclic.self = cyclic;
      const parcel = cyclic as unknown as Parcel;
      for (const call of [screener.screen(parcel), screener.screenBatch([parcel]), screener.explain(parcel)]) {
        await expect(call).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      }
    });

    check('arguments that are none are refused at the door, by what they are and never by their value', async () => {
      const body = encodeBody('ndjson', good.slice(0, 2));
      for (const value of ['Erika', 7, null, undefined, {}, good[0]]) {
        const refused = await screener.screenBatch(value as never).catch((error: unknown) => error);
        expect(refused).toMatchObject({
          code: 'REQUEST_INVALID',
          message: expect.stringMatching(/^expected an array of parcels, got /) as string,
        });
        expect((refused as Error).message).not.toContain('Erika');
      }
      const noSource = screener.screenStream(body as never, { from: 'ndjson' });
      await expect(collect(noSource)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      const noFormat = screener.screenStream(pieces(body, 100), { from: 'ndjson', to: 'xml' as never });
      await expect(collect(noFormat)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    });

    check('a batch is answered in order, with row errors in their places', async () => {
      const answers = await screener.screenBatch(mixed);
      expect(answers).toHaveLength(mixed.length);
      expect(answers.flatMap((answer, row) => (isRowError(answer) ? [row] : []))).toEqual([0, 151, mixed.length - 1]);
      expect(answers.slice(1, 151).map(({ itemId }) => itemId)).toEqual(good.slice(0, 150).map(({ itemId }) => itemId));
    });

    check('a batch is answered as its parcels are one by one', async () => {
      const few = mixed.slice(100, 180);
      const single = await Promise.all(few.map((parcel) => screener.screen(parcel)));
      expect(asJson(await screener.screenBatch(few))).toEqual(asJson(single));
    });

    check('an empty batch is answered with nothing', async () => {
      expect(await screener.screenBatch([])).toEqual([]);
    });

    for (const from of formatNames) {
      check(`a ${from} stream, cut at odd places, is answered in every format as the batch is`, async () => {
        const answers = await screener.screenBatch(mixed);
        const body = encodeBody(from, mixed);
        for (const to of formatNames) {
          const whole = await collect(screener.screenStream(pieces(body, body.length), { from, to }));
          const cut = await collect(screener.screenStream(pieces(body, 1, 4093, 2, 17_011, 3), { from, to }));
          expect(cut.equals(whole)).toBe(true);
          expect(decodeBody(to, whole)).toEqual(answersIn(to, answers));
        }
      });
    }

    check('answers come in the format of the rows unless another is asked for', async () => {
      const body = encodeBody('ndjson', good.slice(0, 3));
      const answers = await collect(screener.screenStream(pieces(body, 100), { from: 'ndjson' }));
      expect(decodeBody('ndjson', answers)).toHaveLength(3);
    });

    check('one broken row among a thousand costs one row', async () => {
      const lines = Array.from({ length: 1000 }, (_, row) => JSON.stringify(good[row % NUM_PARCELS]));
      lines[500] = lines[500].slice(0, -5);
      const body = Buffer.from(`${lines.join('\n')}\n`);
      const answers = decodeBody(
        'ndjson',
        await collect(screener.screenStream(pieces(body, 8191), { from: 'ndjson' })),
      );
      expect(answers).toHaveLength(1000);
      expect(answers.flatMap((answer, row) => ('error' in answer ? [row] : []))).toEqual([500]);
    });

    check('a body that is not what its format says is refused whole', async () => {
      for (const body of ['{"itemId":"A"}', '[{"itemId":"A"}', 'itemId\nA\n']) {
        const answers = screener.screenStream(pieces(Buffer.from(body), 1000), { from: 'json' });
        await expect(collect(answers)).rejects.toMatchObject({ code: 'BODY_INVALID' });
      }
    });

    check('what the source of a stream throws reaches the reader', async () => {
      const fault = new Error('the file went away');
      async function* failing(): AsyncGenerator<Uint8Array> {
        yield encodeBody('ndjson', good.slice(0, 2));
        throw fault;
      }
      await expect(collect(screener.screenStream(failing(), { from: 'ndjson' }))).rejects.toBe(fault);
    });

    check('leaving a stream early is allowed, and the next call is answered', async () => {
      const body = encodeBody('ndjson', good);
      for await (const chunk of screener.screenStream(pieces(body, 5000), { from: 'ndjson' })) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      expect(await screener.screenBatch(good.slice(0, 2))).toHaveLength(2);
    });

    check('an aborted signal ends every call with ABORTED', async () => {
      const options = { signal: AbortSignal.abort() };
      const vectors = vectorsOf(awkwardRows(1), 'row', 'f64');
      const body = encodeBody('ndjson', good);
      for (const call of [
        screener.screen(good[0], options),
        screener.screenBatch(good, options),
        screener.explain(good[0], options),
        screener.scoreVectors(vectors, options),
        screener.scoreRows({ rows: [] }, options),
        collect(screener.screenStream(pieces(body, 1000), { from: 'ndjson', ...options })),
      ]) {
        const error = await call.then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(PosternError);
        expect(error).toMatchObject({ code: 'ABORTED' });
      }
    });

    check('aborting a stream that waits for its source ends it with ABORTED', async () => {
      const controller = new AbortController();
      async function* stalling(): AsyncGenerator<Uint8Array> {
        yield encodeBody('ndjson', good.slice(0, 2));
        setTimeout(() => controller.abort(), 20);
        await new Promise(() => undefined);
      }
      const answers = screener.screenStream(stalling(), { from: 'ndjson', signal: controller.signal });
      await expect(collect(answers)).rejects.toMatchObject({ code: 'ABORTED' });
    });

    check('a stream that takes longer than its time limit ends with TIMED_OUT', async () => {
      async function* stalling(): AsyncGenerator<Uint8Array> {
        yield encodeBody('ndjson', good.slice(0, 2));
        await new Promise(() => undefined);
      }
      const answers = screener.screenStream(stalling(), { from: 'ndjson', timeoutMs: 50 });
      await expect(collect(answers)).rejects.toMatchObject({ code: 'TIMED_OUT' });
    });

    check('an explanation holds the decision, and every feature by name', async () => {
      const { decision, findings, features } = await screener.explain(good[0]);
      expect(JSON.stringify(decision)).toBe(JSON.stringify(await screener.screen(good[0])));
      expect(features.map((feature) => feature.name)).toEqual(featureTable.map((feature) => feature.name));
      expect(findings.every(({ code, kind, text }) => code !== '' && kind !== '' && text !== '')).toBe(true);
      const values = features.map(({ value }) => value ?? NaN);
      expect(isRowError(decision) || decision.score).toBe(referenceMargin(forest, values));
    });

    check('the parts of a score add up to it, the largest first, with their values', async () => {
      const { decision, features, contributions } = await screener.explain(good[0]);
      if (isRowError(decision) || contributions === null || decision.score === undefined)
        throw new Error('expected a decision and its contributions');
      const parts = contributions.features.map(({ contribution }) => contribution);
      const sum = parts.reduce((total, part) => total + part, contributions.base);
      const size = parts.reduce((total, part) => total + Math.abs(part), 0);
      expect(Math.abs(sum - decision.score)).toBeLessThanOrEqual(1e-9 * size);
      expect(parts.map(Math.abs)).toEqual(parts.map(Math.abs).sort((a, b) => b - a));
      const { values, bases } = referenceContributions(
        forest,
        features.map(({ value }) => value ?? NaN),
      );
      expect(contributions.base).toBe(bases[0]);
      for (const { name: feature, value, contribution } of contributions.features) {
        const column = features.findIndex((each) => each.name === feature);
        expect(value).toBe(features[column].value);
        expect(Math.abs(contribution - values[column])).toBeLessThanOrEqual(1e-9 * size);
      }
    });

    check('the explanation of a row error is the row error', async () => {
      const decision = await screener.screen(withoutId);
      expect(await screener.explain(withoutId)).toEqual({
        decision,
        rank: null,
        evidence: [],
        findings: [],
        features: [],
        contributions: null,
      });
    });

    checkScoring(check, () => screener);

    check('closing finishes what was accepted; later calls fail with CLOSED', async () => {
      const other = await make();
      const accepted = other.screener.screenBatch(good);
      await other.screener.close();
      expect(await accepted).toHaveLength(NUM_PARCELS);
      const body = encodeBody('ndjson', good.slice(0, 2));
      for (const call of [
        other.screener.screen(good[0]),
        other.screener.screenBatch(good),
        other.screener.explain(good[0]),
        other.screener.scoreVectors(vectorsOf(awkwardRows(1), 'row', 'f64')),
        other.screener.scoreRows({ rows: [] }),
        collect(other.screener.screenStream(pieces(body, 1000), { from: 'ndjson' })),
      ]) {
        await expect(call).rejects.toMatchObject({ code: 'CLOSED' });
      }
      await other.screener.close();
      await other.end();
    });
  });
}
