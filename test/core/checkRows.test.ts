import { describe, expect, test } from 'vitest';
import { parcelFields } from '../../src/contract/fields.ts';
import { countryNumber, currencyNumber, recordLayout } from '../../src/core/recordLayout.ts';
import { rowStatus } from '../../src/core/tile.ts';
import type { Build } from '../../src/core/wasm.ts';
import { dayNumber } from '../../src/base/calendar.ts';
import { createCoreHarness, eachTile } from '../oracle/coreHarness.ts';
import { rowAddress, rowStatusOf } from '../oracle/coreRows.ts';
import { scanRows } from '../oracle/scannedRows.ts';

const DAY_MS = 86_400_000;

const parcel = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    itemId: 'RB123456785GB',
    sender: { country: 'GB' },
    recipient: { country: 'US' },
    contents: [{ description: 'cotton shirts' }],
    ...more,
  });

describe.each<Build>(['simd', 'scalar'])('the row checks, %s build', (build) => {
  const harness = createCoreHarness({ build });
  const statusOf = (row: string): number => scanRows(harness, row, true)[0].status;

  test('turn every closed code into its place in the list', () => {
    for (const [key, field] of Object.entries(parcelFields)) {
      if (field.kind !== 'code') continue;
      const rows = scanRows(harness, field.values.map((value) => parcel({ [key]: value })).join('\n'), true);
      expect(rows.map((row) => row.leaves[key].code)).toEqual(field.values.map((_, i) => i + 1));
      expect(rows.every((row) => row.status === 0)).toBe(true);
      for (const value of field.values) {
        for (const wrong of [`${value}x`, value.slice(0, -1), value.toLowerCase() + value, ` ${value}`]) {
          if (wrong !== '') expect(statusOf(parcel({ [key]: wrong }))).toBe(rowStatus.code);
        }
      }
    }
  });

  test('turn countries and currencies into numbers, in the row and in its lines', () => {
    const [row] = scanRows(
      harness,
      parcel({
        sender: { country: 'AA' },
        recipient: { country: 'ZZ' },
        postage: { currency: 'ZZZ' },
        contents: [{ description: 'x', originCountry: 'CN', value: { currency: 'USD' } }, {}],
      }),
      true,
    );
    expect(row.status).toBe(0);
    expect(row.leaves['sender.country'].code).toBe(countryNumber('AA'));
    expect(row.leaves['recipient.country'].code).toBe(countryNumber('ZZ'));
    expect(row.leaves['postage.currency'].code).toBe(currencyNumber('ZZZ'));
    expect(row.leaves['insuredValue.currency'].code).toBe(0);
    expect(row.contents.map((line) => line.originCountry.code)).toEqual([countryNumber('CN'), 0]);
    expect(row.contents.map((line) => line['value.currency'].code)).toEqual([currencyNumber('USD'), 0]);
    for (const country of ['us', 'U', 'USA', 'U1', '[A', 'A@', 'ÉE']) {
      expect(statusOf(parcel({ sender: { country } })), country).toBe(rowStatus.code);
      expect(statusOf(parcel({ contents: [{ description: 'x', originCountry: country }] }))).toBe(rowStatus.code);
    }
  });

  test('turn every day of two centuries into its number', () => {
    const days = Array.from({ length: 73_050 }, (_, i) => new Date(Date.UTC(1900, 0, 1 + i)));
    const dates = days.map((day) => day.toISOString().slice(0, 10)).filter((date) => date < '2100');
    harness.load(Buffer.from(dates.map((postingDate) => JSON.stringify({ postingDate })).join('\n')));
    const leaf = recordLayout.row.leaves.find(({ path }) => path === 'postingDate');
    const numbers: number[] = [];
    let faults = 0;
    eachTile(harness, 'scanJson', (numRows) => {
      harness.core.checkRows(harness.tile);
      for (let row = 0; row < numRows; row++) {
        numbers.push(harness.view.getFloat64(rowAddress(harness, row) + Number(leaf?.num), true));
        faults |= rowStatusOf(harness, row);
      }
    });
    // nothing else of such a row is good
    expect(faults).toBe(rowStatus.required);
    expect(numbers).toEqual(dates.map((date) => Date.parse(date) / DAY_MS));
    expect(numbers).toEqual(dates.map(dayNumber));
  });

  test('take as a date what the reader takes', () => {
    const good = ['2024-02-29', '1900-01-01', '2000-02-29', '2099-12-31', '2025-10-09'];
    const wrong = ['1900-02-29', '2023-02-29', '1899-12-31', '2100-01-01', '2025-13-01', '2025-00-10', '2025-04-31'];
    const mutated = good.flatMap((date) =>
      Array.from(date).flatMap((_, i) =>
        Array.from('09-/:a').map((character) => date.slice(0, i) + character + date.slice(i + 1)),
      ),
    );
    for (const date of [...good, ...wrong, ...mutated, '2025-10-9', '2025-10-099', ' 2025-10-09']) {
      expect(statusOf(parcel({ postingDate: date })), date).toBe(dayNumber(date) === undefined ? rowStatus.date : 0);
    }
  });

  test('take as letters capitals only, at every place', () => {
    const printable = Array.from({ length: 0x17f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
    for (const [key, letters] of [
      ['postage', 'QQQ'],
      ['sender', 'QQ'],
    ]) {
      const texts = Array.from(letters).flatMap((_, i) =>
        printable.map((character) => letters.slice(0, i) + character + letters.slice(i + 1)),
      );
      const rows = texts.map((text) => parcel({ [key]: key === 'sender' ? { country: text } : { currency: text } }));
      const statuses = scanRows(harness, rows.join('\n'), true).map((row) => row.status);
      expect(statuses).toEqual(texts.map((text) => (/^[A-Z]+$/.test(text) ? 0 : rowStatus.code)));
    }
  });

  test('hold each required field', () => {
    expect(statusOf(parcel())).toBe(0);
    for (const missing of [
      { itemId: '' },
      { itemId: null },
      { sender: {} },
      { recipient: null },
      { contents: [] },
      { contents: [{}, { unit: 'x' }] },
    ]) {
      expect(statusOf(parcel(missing)), JSON.stringify(missing)).toBe(rowStatus.required);
    }
    expect(statusOf(parcel({ contents: [{}, { description: 'x' }] }))).toBe(0);
  });

  test('count code points, not bytes', () => {
    for (const character of ['x', 'é', '😿', '\ud83d']) {
      expect(statusOf(parcel({ mailSubclass: character.repeat(2) })), character).toBe(0);
      expect(statusOf(parcel({ mailSubclass: character.repeat(3) })), character).toBe(rowStatus.textTooLong);
      expect(statusOf(parcel({ events: [{ reason: character.repeat(71) }] }))).toBe(rowStatus.textTooLong);
    }
  });

  test('hold numbers to their ranges', () => {
    expect(statusOf(parcel({ totalGrossWeightG: 4294967295 }))).toBe(0);
    for (const wrong of [4294967296, -1, 0.5]) {
      expect(statusOf(parcel({ totalGrossWeightG: wrong }))).toBe(rowStatus.outOfRange);
      expect(statusOf(parcel({ contents: [{ description: 'x', quantity: wrong }] }))).toBe(rowStatus.outOfRange);
    }
    expect(statusOf(parcel({ events: [{ at: 2 ** 53 - 1 }] }))).toBe(0);
    expect(statusOf(parcel({ events: [{ at: 2 ** 53 }] }))).toBe(rowStatus.outOfRange);
  });

  test('count the rows that have any status', () => {
    harness.load(Buffer.from([parcel(), '{}', parcel(), 'x', parcel({ itemId: 1 })].join('\n')));
    harness.poison();
    expect(harness.core.scanJson(harness.tile)).toBe(5);
    expect(harness.core.checkRows(harness.tile)).toBe(3);
    expect(harness.word('numFlagged')).toBe(3);
  });
});
