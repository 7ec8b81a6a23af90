/** What explain says of hits on lists: how they agree, what does not, and why they are not higher. The list is synthetic. */
import { afterAll, expect, test } from 'vitest';
import type { Evidence } from '../../../src/contract/decision.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { calibrated } from '../../../src/watchlist/compare/rarity.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { buildTestBundle } from '../../oracle/testBundle.ts';
import { listEntry, phone, testLists } from '../../oracle/testLists.ts';

const names = ['Zbigniew Quarzelbrand', 'Ottokar Wrzesniewski Blaupunkt', 'Ljubomira Xhaferaj'];
const entries = names.map((text, i) =>
  listEntry(`E${i}`, [
    { kind: 'name', text, quality: 'primary' },
    { kind: 'name', text: `${text} Hadrovic`, quality: 'weak' },
    phone(`+49 30 5550 123${i}`),
    {
      kind: 'address',
      lines: [`${i + 7} Wolkenstein Allee`],
      city: 'Quedlinburg',
      region: null,
      postcode: '06484',
      country: 'DE',
    },
  ]),
);
entries.push(
  listEntry('E9', [{ kind: 'name', text: 'Morgenroth Vulkanisierwerk', quality: 'primary' }], { kind: 'organisation' }),
);
const engine = createEngine({ bundle: buildTestBundle({ lists: testLists(entries) }) });
afterAll(() => engine.close());

const [plain] = simulateParcels(1, 5);
const sentBy = (sender: Partial<Parcel['sender']>): Parcel => ({
  ...plain,
  sender: { country: 'DE', ...sender },
});

async function listed(parcel: Parcel): Promise<Evidence[]> {
  const { evidence } = await engine.explain(parcel);
  return evidence.filter(({ source, code }) => source === 'list' && code.startsWith('LIST_'));
}

/** The score that the core gave, at the end of the text. */
const scoreOf = ({ text }: Evidence): number => Number(/[\d.]+$/.exec(text)?.[0]);

test('a name: word by word, with a score that the likeness and the bits it names make again', async () => {
  for (const [name, how] of [
    ['Quarzelbrand Zbigniew', 'in another order'],
    ['Zbigniew Quarzelbrant', 'quarzelbrant'],
    ['Ottokar Blaupunkt', 'only the list has "wrzesniewski"'],
  ]) {
    const [hit, ...others] = await listed(sentBy({ name }));
    expect(others).toEqual([]);
    expect(hit.why).toContain(how);
    expect(hit.why).toMatch(/listed as "(zbigniew quarzelbrand|ottokar wrzesniewski blaupunkt)"/);
    expect(hit.why).toMatch(/not higher: only this matches, which alone reaches 0\.89 at most/);
    const [, alike, bits] = /alike to ([\d.]+); words that agree tell ([\d.]+) bits/.exec(hit.why ?? '') ?? [];
    expect(scoreOf(hit)).toBeCloseTo(calibrated(Number(alike), Number(bits)), 2);
  }
});

test('of name and business the one that is listed is told', async () => {
  const [hit] = await listed(sentBy({ name: 'Hans Gruber', business: 'Vulkanisierwerk Morgenroth GmbH' }));
  expect(hit.why).toContain('vulkanisierwerk = vulkanisierwerk');
  expect(hit.why).not.toContain('gruber');
});

test('an address: the listed words, and those that only the list has', async () => {
  const hits = await listed(
    sentBy({ name: 'Hans Gruber', addressLines: ['7 Wolkenstein Allee'], city: 'Quedlimburg', postcode: '06484' }),
  );
  expect(hits.map(({ code }) => code)).toEqual(['LIST_ADDRESS']);
  expect(hits[0].why).toMatch(/listed as ".*wolkenstein.*quedlinburg.*"; only the list has "quedlinburg"/);
});

test('a phone: how it is written; a name beside it: that both are of one entry', async () => {
  const hits = await listed(sentBy({ name: 'Ljubomira Xhaferaj', phone: '0049 30 55501232' }));
  const byCode = new Map(hits.map((hit) => [hit.code, hit.why]));
  expect(byCode.get('LIST_PHONE')).toMatch(/the same, written otherwise; with it, of the same entry: name/);
  const [national] = await listed(sentBy({ name: 'Hans Gruber', phone: '030 55501232' }));
  expect(national.why).toMatch(/the same with the country code of the party's country/);
  expect(scoreOf(national)).toBe(0.98);
  expect(byCode.get('LIST_NAME')).toMatch(/with it, of the same entry: phone/);
});
