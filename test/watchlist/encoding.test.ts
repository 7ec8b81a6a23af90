/** Other encodings: made UTF-8 where the file says or someone does, refused by name and place otherwise. */
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asUtf8, encodingNamed, encodingOf } from '../../src/watchlist/encoding.ts';
import { openSourceFiles } from '../../src/watchlist/openSourceFile.ts';
import { parseMapping } from '../../src/watchlist/sources/mapping.ts';
import { fileOf, importFiles } from './fromText.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-encoding-'));
afterAll(() => rmSync(folder, { recursive: true }));
const mapping = parseMapping('{"columns":{"ref":"id","name":"name"}}');

async function importBytes(name: string, bytes: Uint8Array, encoding: string | null = null) {
  writeFileSync(join(folder, name), bytes);
  const { files } = await openSourceFiles(join(folder, name), encoding === null ? null : encodingNamed(encoding));
  const { entries, report } = await importFiles(files, mapping);
  const names = entries.flatMap(({ indicators }) => indicators.flatMap((one) => ('text' in one ? [one.text] : [])));
  return { names, faults: report.faults.map(({ line, reason }) => [line, reason]) };
}
const table = (...names: readonly string[]): string => `ref,name\n${names.map((name, i) => `${i},${name}\n`).join('')}`;
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const mark = '\ufeff';

test('UTF-16 with its mark is read, of both orders, with and without pairs', async () => {
  const text = table('Jané', 'Дмитрий', '𐍈𝒳');
  const names = ['Jané', 'Дмитрий', '𐍈𝒳'];
  expect(await importBytes('le.csv', Buffer.from(mark + text, 'utf16le'))).toEqual({ names, faults: [] });
  expect(await importBytes('be.csv', bigEndian(mark + text))).toEqual({ names, faults: [] });
});

test('half of a pair costs its row, and a byte too many the last one', async () => {
  const text = table('A', 'B\ud800', 'C');
  expect(await importBytes('half.csv', Buffer.from(mark + text, 'utf16le'))).toEqual({
    names: ['A', 'C'],
    faults: [[3, 'the line is not UTF-8']],
  });
  const odd = Buffer.concat([Buffer.from(`${mark}${table('A')}1,B`, 'utf16le'), Buffer.of(0x41)]);
  expect(await importBytes('odd.csv', odd)).toEqual({ names: ['A'], faults: [[3, 'the line is not UTF-8']] });
});

test('UTF-16 in pieces of any size is the text that was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (text, size, isBig) => {
        const bytes = isBig ? bigEndian(mark + text) : Buffer.from(mark + text, 'utf16le');
        const parts: Uint8Array[] = [];
        for await (const part of asUtf8(fileOf('x', bytes, size).open(), isBig ? 'utf-16be' : 'utf-16le'))
          parts.push(part);
        expect(Buffer.concat(parts).toString()).toBe(text);
      },
    ),
    { numRuns: 300, seed: 6 },
  );
});

test('Latin-1 is refused line by line, and read where someone says that it is', async () => {
  const bytes = Buffer.from(table('Jane', 'José', 'Müller'), 'latin1');
  expect(await importBytes('latin.csv', bytes)).toEqual({
    names: ['Jane'],
    faults: [
      [3, 'the line is not UTF-8'],
      [4, 'the line is not UTF-8'],
    ],
  });
  expect(await importBytes('latin.csv', bytes, 'latin1')).toEqual({ names: ['Jane', 'José', 'Müller'], faults: [] });
});

test('XML is read in the encoding that it declares', async () => {
  const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><sdnList><sdnEntry><uid>1</uid><lastName>Müller</lastName><sdnType>Entity</sdnType></sdnEntry></sdnList>`;
  expect(await importBytes('sdn.xml', Buffer.from(xml, 'latin1'))).toEqual({ names: ['Müller'], faults: [] });
  const koi = Buffer.from(xml.replace('ISO-8859-1', 'KOI8-R'), 'latin1');
  await expect(importBytes('koi.xml', koi)).rejects.toThrow(/got an XML file in KOI8-R; convert it first/);
});

test('what is in no encoding of these is refused by its name', () => {
  expect(() => encodingOf('x', Buffer.from('fffe0000', 'hex'))).toThrow(/got UTF-32/);
  expect(() => encodingOf('x', Buffer.from('ref,name', 'utf16le'))).toThrow(/say --encoding utf-16le/);
  expect(() => encodingOf('x', bigEndian('ref,name'))).toThrow(/say --encoding utf-16be/);
  expect(() => encodingNamed('ebcdic')).toThrow(/expected an encoding of utf-8/);
});

test('a NUL byte costs its row, in every format and as an escape', async () => {
  expect(await importBytes('nul.csv', Buffer.from(table('A', 'B\0', 'C')))).toEqual({
    names: ['A', 'C'],
    faults: [[3, 'the line holds a NUL byte']],
  });
  const rows = [
    '{"ref":1,"name":"A"}',
    '{"ref":2,"name":"B\\u0000"}',
    '{"ref":3,"name":"C\0"}',
    '{"ref":4,"name":"D"}',
  ];
  expect(await importBytes('nul.ndjson', Buffer.from(rows.join('\n')))).toEqual({
    names: ['A', 'D'],
    faults: [
      [2, 'a text of the entry holds a NUL character'],
      [3, 'the line holds a NUL byte'],
    ],
  });
  const element = (uid: number, name: string): string =>
    `<sdnEntry><uid>${uid}</uid><lastName>${name}</lastName><sdnType>Entity</sdnType></sdnEntry>\n`;
  const xml = Buffer.from(
    `<sdnList>\n${element(1, 'A')}${element(2, 'B\0')}${element(3, 'CX')}${element(4, 'D')}</sdnList>`,
  );
  xml[xml.indexOf('CX') + 1] = 0xe9;
  expect(await importBytes('nul.xml', xml)).toEqual({
    names: ['A', 'D'],
    faults: [
      [3, 'the element is not UTF-8 or holds a NUL byte'],
      [4, 'the element is not UTF-8 or holds a NUL byte'],
    ],
  });
});
