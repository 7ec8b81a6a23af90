/** The same mail in every codec, cut at any byte, gets the same decisions. */
import { Packr } from 'msgpackr';
import { afterAll, expect, test } from 'vitest';
import type { Format } from '../../src/contract/formats.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { parseJson } from '../../src/record/parseJson.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { allColumns, cellsOf, writeCsvRow } from '../oracle/csvWriter.ts';
import { seededRandom } from '../oracle/random.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const NESTING = 64;
const engine = createEngine({ bundle: buildTestBundle() });
const packr = new Packr({ useRecords: false });
const ndjson = Buffer.concat([...simulateMail({ parcels: 400, seed: 11 })].map((piece) => piece.ndjson));
const rows = ndjson.toString().trimEnd().split('\n');
const parcels = rows.map((row) => JSON.parse(row) as Parcel);

afterAll(() => engine.close());

function csvOf(lineEnd: string): Buffer {
  const random = seededRandom(1);
  const header = allColumns(
    Math.max(...parcels.map((parcel) => Math.max(parcel.contents.length, parcel.events?.length ?? 0))),
  );
  const lines = rows.map((row) => cellsOf(parseJson(Buffer.from(row), NESTING).tree ?? null, header));
  return Buffer.from([header, ...lines].map((cells) => writeCsvRow(cells, random) + lineEnd).join(''));
}

async function* pieces(body: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function decisions(body: Uint8Array, from: Format, size: number): Promise<string[]> {
  const parts: Uint8Array[] = [];
  for await (const part of engine.screenStream(pieces(body, size), { from, to: 'ndjson' })) parts.push(part);
  return Buffer.concat(parts).toString().trimEnd().split('\n');
}

const sequence = Buffer.concat(parcels.map((parcel) => packr.pack(parcel)));
const bodies: Readonly<Record<string, { body: Uint8Array; from: Format }>> = {
  'a JSON array': { body: Buffer.from(JSON.stringify(parcels)), from: 'json' },
  'msgpack rows one after another': { body: sequence, from: 'msgpack' },
  'a msgpack array': { body: packr.pack(parcels), from: 'msgpack' },
  'CSV with CRLF': { body: csvOf('\r\n'), from: 'csv' },
  'CSV with LF': { body: csvOf('\n'), from: 'csv' },
};

test.each(Object.keys(bodies))('%s gets the decisions of NDJSON', async (name) => {
  const { body, from } = bodies[name];
  const expected = await decisions(ndjson, 'ndjson', 1 << 16);
  expect(expected).toHaveLength(parcels.length);
  expect(expected.filter((answer) => answer.includes('"error"'))).toEqual([]);
  for (const size of [1 << 20, 4093, 61]) expect(await decisions(body, from, size)).toEqual(expected);
});

test('msgpack in gives msgpack out, an array for an array', async () => {
  const parts: Uint8Array[] = [];
  for await (const part of engine.screenStream(pieces(packr.pack(parcels), 1000), { from: 'msgpack' }))
    parts.push(part);
  const answers = packr.unpack(Buffer.concat(parts)) as { itemId: string }[];
  expect(answers.map((answer) => answer.itemId)).toEqual(parcels.map((parcel) => parcel.itemId));
});

test('the packed records of msgpackr are refused by name', async () => {
  const body = new Packr().pack(parcels.slice(0, 3));
  await expect(decisions(body, 'msgpack', 100)).rejects.toMatchObject({ code: 'KEYS_PACKED' });
});

test('a CSV header that names a field twice is refused', async () => {
  const body = Buffer.from('itemId,sender.country,itemId\nx,CN,y\n');
  await expect(decisions(body, 'csv', 100)).rejects.toMatchObject({ code: 'BODY_INVALID' });
});

test('one broken row costs one row error in its place', async () => {
  const broken = [...parcels.slice(0, 5).map((parcel) => packr.pack(parcel)), packr.pack([1]), packr.pack(parcels[5])];
  const answers = await decisions(Buffer.concat(broken), 'msgpack', 50);
  expect(answers).toHaveLength(7);
  expect(answers.map((answer) => answer.includes('TYPE_INVALID'))).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => i === 5));
});
