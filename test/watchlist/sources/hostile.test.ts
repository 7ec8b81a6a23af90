/** Files that are made to harm: each takes a bounded time and memory, and what is refused is counted with its place. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkEntry } from '../../../src/watchlist/checkEntry.ts';
import { emptyReport, importEntries, type ImportReport } from '../../../src/watchlist/importList.ts';
import type { SourceFile } from '../../../src/watchlist/sources/source.ts';
import { sources } from '../../../src/watchlist/sources/sources.ts';
import { fileOf } from '../fromText.ts';
import { mapping, whole } from './wholeFiles.ts';

async function importAll(format: string, file: SourceFile): Promise<{ ids: string[]; report: ImportReport }> {
  const source = sources.find(({ name }) => name === format);
  if (source === undefined) throw new Error(`no source ${format}`);
  const report = emptyReport();
  const ids: string[] = [];
  for await (const entry of importEntries(source, [file], { list: 'test', mapping }, report)) {
    expect(checkEntry(entry)).toBe(entry);
    ids.push(entry.id);
  }
  return { ids, report };
}

/** `before`, then `megabytes` of one byte, then `after`. */
function longFile(name: string, before: string, byte: string, megabytes: number, after: string): SourceFile {
  const chunk = Buffer.alloc(1 << 20, byte);
  return {
    name,
    start: before,
    async *open() {
      yield Buffer.from(before);
      for (let i = 0; i < megabytes; i++) yield chunk;
      yield Buffer.from(after);
    },
  };
}

const element = (uid: number, name: string): string =>
  `<sdnEntry><uid>${uid}</uid><lastName>${name}</lastName><sdnType>Entity</sdnType></sdnEntry>\n`;
const indicator = (id: number, rest = ''): string =>
  `{"type":"indicator","id":"indicator--${id}","pattern":"[email-addr:value = 'a@example.org']"${rest}}`;
const event = (uuid: number, rest = ''): string =>
  `{"Event":{"Attribute":[{"uuid":"${uuid}","type":"email","to_ids":true,"value":"a@example.org"}]${rest}}}`;
const person = (id: number, rest = ''): string =>
  `{"id":"${id}","schema":"Person","properties":{"name":["A"]}${rest}}\n`;

/** Lines of 2 GiB; what has no lines and is followed byte by byte gets as much as passes its limit many times. */
test.each([
  [
    'plain',
    longFile('x.csv', 'ref,name,pay\n1,A,\n2,', 'b', 2048, ',\n3,C,\n'),
    'the line is longer than 1048576 bytes',
    3,
  ],
  [
    'ftm',
    longFile('x.ndjson', `${person(1)}{"id":"`, 'b', 2048, `"}\n${person(3)}`),
    'the line is longer than 1048576 bytes',
    2,
  ],
  [
    'ofac-xml',
    longFile(
      'x.xml',
      `<sdnList>\n${element(1, 'A')}<sdnEntry><uid>`,
      'b',
      128,
      `</uid></sdnEntry>\n${element(3, 'C')}</sdnList>`,
    ),
    'the element is longer than 1048576 characters',
    3,
  ],
  [
    'stix',
    longFile(
      'x.json',
      `{"type":"bundle","id":"bundle--1","objects":[\n${indicator(1)},\n{"type":"`,
      'b',
      32,
      `"},\n${indicator(3)}]}`,
    ),
    'the object is longer than 4194304 bytes',
    3,
  ],
  [
    'misp',
    longFile('x.json', `[\n${event(1)},\n{"Event":{"info":"`, 'b', 80, `"}},\n${event(3)}]`),
    'the object is longer than 67108864 bytes',
    3,
  ],
] as const)(
  '%s: a row without an end is refused with its place, its neighbours are imported, memory is bounded',
  async (format, file, reason, line) => {
    const before = process.memoryUsage();
    let most = 0;
    const watched: SourceFile = {
      ...file,
      async *open() {
        for await (const chunk of file.open()) {
          const { rss } = process.memoryUsage();
          most = Math.max(most, rss - before.rss);
          yield chunk;
        }
      },
    };
    const { ids, report } = await importAll(format, watched);
    expect([ids.map((id) => id.replace(/.*--/, '')), report.faults.map((fault) => [fault.line, fault.reason])]).toEqual(
      [['1', '3'], [[line, reason]]],
    );
    console.log(`${format}: resident memory grew by at most ${Math.round(most / 2 ** 20)} MiB`);
    expect(most).toBeLessThan(300 << 20);
  },
);

test('a table whose every line opens a quote takes a time in proportion, and every line is refused', async () => {
  const numLines = 5000;
  const text = `ref,name,pay\n${`a","${'x'.repeat(100)}\n`.repeat(numLines)}`;
  const start = performance.now();
  const { report } = await importAll('plain', fileOf('x.csv', text, 1 << 16));
  expect(report.reasons.toJSON()).toEqual({ 'a quote is never closed': numLines });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('remarks of a megabyte, whatever they repeat, take a time in proportion', async () => {
  const nulls = ',-0- '.repeat(7);
  for (const filling of ['1', '1-', '0x', 'a.', '; ', "a.k.a. '", 'Ж', '(', ' issued ']) {
    const start = performance.now();
    for (const title of [
      'Passport ',
      "a.k.a. '",
      'Phone +',
      'alt. Email Address ',
      'Digital Currency Address - XBT ',
    ]) {
      const remarks = title + filling.repeat(400_000 / filling.length);
      const { ids } = await importAll('ofac-csv', fileOf('sdn.csv', `1,"A",-0- ,"P"${nulls},"${remarks}"\n`, 1 << 16));
      expect(ids).toEqual(['1']);
    }
    expect([filling, performance.now() - start < 20_000]).toEqual([filling, true]);
  }
});

test('circles of ownership are counted, dangling references too, and nothing follows them', async () => {
  const company = (id: string, ...owners: string[]): string =>
    `${JSON.stringify({ id, schema: 'Company', properties: { name: [id], owner: owners } })}\n`;
  const chain = Array.from({ length: 5000 }, (_, i) => company(`n${i}`, `n${i + 1}`)).join('');
  const text = `${company('a', 'b')}${company('b', 'c')}${company('c', 'a', 'd')}${company('d', 'gone')}${company('self', 'self')}${chain}${company('n5000')}`;
  const { ids, report } = await importAll('ftm', fileOf('x.ndjson', text, 1 << 16));
  expect([ids.length, report.inCircles, report.danglingReferences, report.refused]).toEqual([5006, 4, 1, 0]);
});

test('an entity inside itself is taken by its id; what is inside too deep is refused', async () => {
  const nest = (depth: number): unknown =>
    depth === 0 ? 'p' : { id: `o${depth}`, schema: 'Company', properties: { name: ['X'], owner: [nest(depth - 1)] } };
  const line = (depth: number): string =>
    `${JSON.stringify({ id: `c${depth}`, schema: 'Company', properties: { name: ['C'], owner: [nest(depth)] } })}\n`;
  const { ids, report } = await importAll('ftm', fileOf('x.ndjson', `${line(3)}${line(50)}`));
  expect(ids).toEqual(['c3']);
  expect(report.left.toJSON()).toEqual({ 'entity inside of owner': 1 });
  expect(report.faults.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'expected at most 64 values inside each other'],
  ]);
});

test('second entries of an id are refused with their places', async () => {
  const { ids, report } = await importAll('ftm', fileOf('x.ndjson', person(1) + person(2) + person(1) + person(1)));
  expect([ids, report.faults.map(({ line }) => line)]).toEqual([
    ['1', '2'],
    [3, 4],
  ]);
  expect(report.reasons.toJSON()).toEqual({ 'an entry before it has the same id': 2 });
});

test('a plain table of another mapping is told; columns, values and second dates that are not taken are counted', async () => {
  const told = await importAll('plain', fileOf('x.csv', 'ref,nom,pay,note\n1,A,,x\n'));
  expect(told.report.faults.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'the table has no column "name" of the mapping'],
    [2, 'the row has nothing to match'],
  ]);
  expect(told.report.left.toJSON()).toEqual({
    'column nom that the mapping does not name': 1,
    'column note that the mapping does not name': 1,
  });
  const rows = '{"ref":1,"name":["A",{"x":1}],"age":2}\n{"ref":[2,3],"name":"B"}\n';
  const json = await importAll('plain', fileOf('x.ndjson', rows));
  expect(json.report.left.toJSON()).toEqual({
    'column age that the mapping does not name': 1,
    'value of name that is no text': 1,
  });
  expect(json.report.faults.map(({ line, reason }) => [line, reason])).toEqual([[2, 'expected one id, got 2']]);
});

test('what stands in a list beside objects is counted', async () => {
  const text = `{"type":"bundle","id":"bundle--1","objects":[1, "a,b", ${indicator(1)}, [${indicator(2)}], null]}`;
  const { ids, report } = await importAll('stix', fileOf('x.json', text));
  expect([ids, report.reasons.toJSON()]).toEqual([['indicator--1'], { 'expected an object': 4 }]);
});

test('texts that are told apart are bounded, and all are counted', async () => {
  const lines = Array.from(
    { length: 5000 },
    (_, i) =>
      `{"id":"${i}","schema":"S${String(i).replaceAll(/\d/g, (d) => 'abcdefghij'[Number(d)])}","properties":{}}\n`,
  );
  const { report } = await importAll('ftm', fileOf('x.ndjson', lines.join(''), 1 << 16));
  const left = report.left.toJSON();
  expect([Object.keys(left).length, Object.values(left).reduce((sum, n) => sum + n)]).toEqual([2001, 5000]);
});

test('mutated files of every format in pieces of any size: never an exception, never more than a moment', async () => {
  const edit = fc.record({
    at: fc.nat(),
    drop: fc.nat(40),
    put: fc.uint8Array({ maxLength: 6 }),
    repeat: fc.constantFrom(1, 1, 1, 500),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(whole)),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 300 }),
      async (format, edits, chunkBytes) => {
        const [name, text] = whole[format];
        let bytes = Buffer.from(text);
        for (const { at, drop, put, repeat } of edits) {
          const place = at % (bytes.length + 1);
          const inserted = Buffer.concat(Array.from({ length: repeat }, () => put));
          bytes = Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(place + drop)]);
        }
        const start = performance.now();
        const { report } = await importAll(format, fileOf(name, bytes, chunkBytes));
        expect(report.faults.every(({ line }) => line === null || line >= 1)).toBe(true);
        expect(performance.now() - start).toBeLessThan(5000);
      },
    ),
    { numRuns: 1500, seed: 7 },
  );
});
