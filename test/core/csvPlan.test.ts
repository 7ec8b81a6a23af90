import { expect, test } from 'vitest';
import { CSV_MAX_COLUMNS, CSV_PLAN_BYTES, planCsv } from '../../src/core/csvPlan.ts';
import { allColumns } from '../oracle/csvWriter.ts';

const plan = (header: string): readonly string[] => planCsv(Buffer.from(header)).names;

test('names come back in order, without byte-order mark, quotes and line end', () => {
  expect(plan('\ufeffitemId,"note, or ""remark""",sender.name\r\n')).toEqual([
    'itemId',
    'note, or "remark"',
    'sender.name',
  ]);
});

test('a header that names every field of every item has a plan', () => {
  const names = allColumns(256);
  const { bytes } = planCsv(Buffer.from(names.join(',')));
  expect(names.length).toBeLessThan(CSV_MAX_COLUMNS);
  expect(bytes.length).toBeLessThanOrEqual(CSV_PLAN_BYTES);
});

test('columns that nobody knows may repeat', () => {
  expect(plan('itemId,,,note,note')).toEqual(['itemId', '', '', 'note', 'note']);
});

test.each([
  ['itemId,sender.name,itemId', /each column once, got "itemId" twice/],
  ['itemId,"note', /a quote that is not closed/],
  ['RB1,CN,US', /names fields of the record, got none/],
  ['itemId;sender.name', /one cell with ";" in it: separate cells by commas/],
  ['', /names fields of the record, got none/],
  [`itemId${','.repeat(CSV_MAX_COLUMNS)}`, /at most 4096 columns, got 4097/],
])('the header %.40s is refused', (header, message) => {
  expect(() => plan(header)).toThrow(
    expect.objectContaining({ code: 'BODY_INVALID', message: expect.stringMatching(message) }),
  );
});

test('a header that is not UTF-8 is refused', () => {
  expect(() => planCsv(Buffer.from([0x69, 0xff]))).toThrow(/a CSV header in UTF-8/);
});
