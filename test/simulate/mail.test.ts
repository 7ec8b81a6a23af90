import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../src/contract/parcel.ts';
import type { ParcelLabel } from '../../src/simulate/facility.ts';
import { labelsHeader, labelsToCsv } from '../../src/simulate/labels.ts';
import { simulateMail, simulateParcels } from '../../src/simulate/mail.ts';
import { storyMix } from '../../src/simulate/networks.ts';
import type { SimulateOptions } from '../../src/simulate/options.ts';
import { checkFields } from './fieldChecker.ts';

type Made = { parcels: Parcel[]; labels: ParcelLabel[]; bytes: Buffer };

function make(options: SimulateOptions): Made {
  const made: Made = { parcels: [], labels: [], bytes: Buffer.alloc(0) };
  const chunks: Buffer[] = [];
  for (const { ndjson, labels } of simulateMail(options)) {
    chunks.push(ndjson);
    made.labels.push(...labels);
  }
  made.bytes = Buffer.concat(chunks);
  for (const line of made.bytes.toString('utf8').trimEnd().split('\n')) made.parcels.push(JSON.parse(line));
  return made;
}

const ordinary = make({ parcels: 30_000, seed: 11, baseRate: 0 });
const troubled = make({ parcels: 30_000, seed: 12, baseRate: 0.05 });

const share = <T>(items: readonly T[], holds: (item: T) => unknown): number =>
  items.filter((item) => holds(item)).length / items.length;

const EUR_MINOR: Record<string, number> = {
  USD: 108,
  GBP: 86,
  EUR: 100,
  JPY: 162,
  HKD: 845,
  INR: 9100,
  CAD: 147,
  MXN: 2000,
  AUD: 165,
  PLN: 428,
};
const eur = ({ totalDeclaredValue: value }: Parcel): number =>
  (value?.amountMinor ?? Number.NaN) / (EUR_MINOR[value?.currency ?? ''] ?? Number.NaN);

/** UPU S10, written again from the standard. */
function isS10(id: string): boolean {
  const parts = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(id);
  if (parts === null) return false;
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, i) => total + weight * Number(parts[1]?.[i]), 0);
  const check = 11 - (sum % 11);
  return Number(parts[2]) === (check === 10 ? 0 : check === 11 ? 5 : check);
}

describe('simulated mail', () => {
  it('is the same bytes for the same seed and options, on every Node', () => {
    const { bytes } = make({ parcels: 20_000, seed: 7, baseRate: 0.001 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '35f3b43697f56839ed6493a3b927f749118b2c4e2d0d96140cea9495b47032fa',
    );
  });

  it('differs by seed', () => {
    expect(make({ parcels: 50, seed: 1 }).bytes.equals(make({ parcels: 50, seed: 2 }).bytes)).toBe(false);
  });

  it('keeps every record within the field table of the contract', () => {
    for (const parcel of [...ordinary.parcels, ...troubled.parcels]) expect(checkFields(parcel)).toEqual([]);
  });

  it('gives the objects that its own lines parse to', () => {
    const [parcel] = simulateParcels(3, 5);
    expect(parcel).toEqual(make({ parcels: 3, seed: 5 }).parcels[0]);
  });

  it('never writes a label, an outcome or a story into a record', () => {
    const text = troubled.bytes.toString('utf8');
    for (const word of ['illicit', 'outcome', 'story', 'seized', 'inspection', 'no_sign', 'preferredService']) {
      expect(text.includes(`"${word}"`)).toBe(false);
    }
  });

  it('follows the published shapes of weight, value, goods and origin', () => {
    const { parcels } = ordinary;
    expect(share(parcels, (p) => (p.totalGrossWeightG ?? 1e9) < 500)).toBeCloseTo(0.45, 1);
    expect(share(parcels, (p) => (p.totalGrossWeightG ?? 1e9) <= 2000)).toBeCloseTo(0.86, 1);
    expect(share(parcels, (p) => eur(p) < 10)).toBeCloseTo(0.16, 1);
    expect(share(parcels, (p) => eur(p) >= 10 && eur(p) < 50)).toBeCloseTo(0.4, 1);
    expect(Math.abs(share(parcels, (p) => p.sender.country === 'CN') - 0.45)).toBeLessThan(0.03);
    expect(Math.abs(share(parcels, (p) => p.natureOfTransaction === 'sale') - 0.75)).toBeLessThan(0.03);
  });

  it('makes the errors of honest papers at the chosen rates', () => {
    const postal = ordinary.parcels.filter((p) => p.serviceClass !== 'express');
    expect(Math.abs(share(postal, (p) => !isS10(p.itemId)) - 0.02)).toBeLessThan(0.005);
    const distinct = new Set(ordinary.parcels.map((p) => p.itemId)).size;
    expect(Math.abs(1 - distinct / ordinary.parcels.length - 0.01)).toBeLessThan(0.004);
    expect(Math.abs(share(ordinary.parcels, (p) => !p.recipient.phone) - 0.1)).toBeLessThan(0.02);
    expect(share(ordinary.parcels, (p) => !p.aedReceivedAt)).toBeGreaterThan(0.02);
  });

  it('lets few shops send much and many persons send little', () => {
    const counts = new Map<string, number>();
    for (const { sender } of ordinary.parcels) {
      const key = `${sender.business ?? sender.name}|${sender.city}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const top = sorted.slice(0, 20).reduce((sum, n) => sum + n, 0) / ordinary.parcels.length;
    expect(top).toBeGreaterThan(0.1);
    expect(sorted.filter((n) => n === 1).length).toBeGreaterThan(3000);
  });

  it('comes in order of days, more in December than in January', () => {
    const { parcels } = make({ parcels: 20_000, seed: 3, start: '2026-12-01', days: 62 });
    const december = parcels.filter((p) => p.postingDate?.startsWith('2026-12')).length;
    expect(december).toBeGreaterThan(parcels.length * 0.55);
    const ordered = parcels.map((p) => p.postingDate ?? '');
    expect((ordered[0] as string) < (ordered.at(-1) as string)).toBe(true);
  });

  it('plants the mix of stories and exactly the asked share', () => {
    const { labels } = troubled;
    const illicit = labels.filter((label) => label.illicit);
    expect(illicit.length).toBe(1500);
    for (const [story, { share: wanted }] of Object.entries(storyMix)) {
      expect(Math.abs(share(illicit, (label) => label.story === story) - wanted)).toBeLessThan(0.01);
    }
    expect(labels.filter((label) => !label.illicit).every((label) => label.story === null)).toBe(true);
  });

  it('lets networks keep what identifies them while names change', () => {
    const phones = new Map<string, Set<string>>();
    troubled.labels.forEach(({ story }, row) => {
      const { sender } = troubled.parcels[row] as Parcel;
      if (story !== 'seller_fan_out' || !sender.phone || !sender.name) return;
      phones.set(sender.phone, (phones.get(sender.phone) ?? new Set()).add(sender.name));
    });
    const renamed = [...phones.values()].filter((names) => names.size > 1).length;
    expect(renamed).toBeGreaterThan(5);
  });

  it('sends some parcels to strangers with no sign that sets them apart', () => {
    const unmarked = troubled.parcels.filter((_, row) => troubled.labels[row]?.story === 'no_sign');
    // the same shapes as honest mail, within chance
    expect(Math.abs(share(unmarked, (p) => p.sender.country === 'CN') - 0.45)).toBeLessThan(0.09);
    expect(Math.abs(share(unmarked, (p) => (p.totalGrossWeightG ?? 1e9) < 500) - 0.47)).toBeLessThan(0.09);
  });

  it('has outcomes only where someone looked, and misses among them', () => {
    for (const label of troubled.labels) {
      expect(label.outcome === null).toBe(label.outcomeAt === null);
      expect(label.inspectionProbability).toBeGreaterThan(0);
      if (label.outcome === 'seized') expect(label.illicit).toBe(true);
    }
    const seen = new Set(make({ parcels: 40_000, seed: 4, baseRate: 0.1 }).labels.map(({ outcome }) => outcome));
    for (const outcome of ['negative', 'seized', 'not_found', 'not_presented', 'released_unexamined', 'returned']) {
      expect(seen.has(outcome as ParcelLabel['outcome'])).toBe(true);
    }
  });

  it('writes labels as one CSV line a parcel', () => {
    const [label] = ordinary.labels as [ParcelLabel];
    expect(labelsHeader.split(',').length).toBe(labelsToCsv([label]).split(',').length);
    expect(labelsToCsv([label])).toMatch(/^0,[A-Z0-9]+,0,,,[a-z_]*,\d*,0\.\d+\n$/);
  });

  it.each([
    [{ parcels: -1 }, 'parcels'],
    [{ parcels: 1, baseRate: 0.9 }, 'baseRate'],
    [{ parcels: 1, start: '2026-13-01' }, 'start'],
    [{ parcels: 1, days: 0 }, 'days'],
    [{ parcels: 1, seed: 1.5 }, 'seed'],
  ])('refuses %j by name', (options, name) => {
    expect(() => [...simulateMail(options)]).toThrow(name);
  });

  it('makes nothing of nothing', () => {
    expect([...simulateMail({ parcels: 0 })]).toEqual([]);
  });
});
