import { expect, test } from 'vitest';
import { createNumberReader } from '../../../src/model/json/readNumber.ts';
import { seeded } from '../../forest/randomForest.ts';

function expectAsNumber(text: string): void {
  const reader = createNumberReader(new TextEncoder().encode(`${text},`));
  if (reader.read(0) && Object.is(reader.value, Number(text)) && reader.end === text.length) return;
  expect.fail(`${text} was read as ${reader.value}`);
}

test('decimals of any length and power are read as Number reads them', () => {
  const random = seeded(41);
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  for (let round = 0; round < 60_000; round++) {
    const [whole, part] = [digits(Math.floor(random() * 20)), digits(1 + Math.floor(random() * 22))];
    const power = round % 3 === 0 ? `e${Math.floor(random() * 80) - 40}` : '';
    expectAsNumber(`${random() < 0.5 ? '-' : ''}${whole.replace(/^0+/, '') || '0'}.${part}${power}`);
  }
});

test('doubles as libraries write them come back', () => {
  const random = seeded(43);
  for (let round = 0; round < 30_000; round++) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 40 - 25);
    for (const text of [String(value), value.toPrecision(17), value.toPrecision(16)]) expectAsNumber(text);
  }
});

test('decimals in the middle between two doubles, and next to it, are read as Number reads them', () => {
  const random = seeded(47);
  for (let round = 0; round < 20_000; round++) {
    // an odd whole number of 54 bits lies between two doubles, and so does it divided by a power of two
    const middle = 2n ** 53n + 2n * BigInt(Math.floor(random() * 2 ** 32)) + 1n;
    const places = round % 3;
    const exact = (middle * 5n ** BigInt(places)).toString().padStart(places + 1, '0');
    const text = `${exact.slice(0, exact.length - places)}.${exact.slice(exact.length - places)}`;
    for (const near of [`${text}0`, `${text}1`, text.replace(/\d$/, '4'), `${(middle + 1n).toString()}.0`]) {
      expectAsNumber(near.replace(/\.$/, '.0'));
    }
  }
});
