/**
 * Writes src/watchlist/text/phonePlans.ts: what it takes to complete a number that is written as dialled at home, from
 * the metadata of npm libphonenumber-js (MIT; the numbers are those of Google's libphonenumber).
 *
 *   node tools/make_phone_plans.mjs
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getCountries, Metadata } from 'libphonenumber-js/min';

/** Where more than one digit is dialled before a number, the longest first. */
const OTHER_TRUNKS = { BY: ['80', '8', '0'], LT: ['0', '8'] };
/** A prefix for calls abroad that is not among those a pattern tells by itself. */
const OTHER_PREFIXES = { AU: '0011', CC: '0011', CX: '0011' };
/** Shorter numbers are dialled in one place only, longer ones are none. */
const [LEAST, MOST] = [4, 17];

const rows = getCountries()
  .sort()
  .map((country) => {
    const metadata = new Metadata();
    metadata.selectNumberingPlan(country);
    const plan = metadata.numberingPlan;
    const prefix = plan.IDDPrefix();
    const lengths = plan.possibleLengths().filter((length) => length >= LEAST && length <= MOST);
    const trunk = plan.nationalPrefix();
    return [
      country,
      plan.callingCode(),
      lengths.join(','),
      (OTHER_TRUNKS[country] ?? (trunk ? [trunk] : [])).join(',') || '-',
      OTHER_PREFIXES[country] ?? (/^\d{3}$/.test(prefix) ? prefix : '00'),
    ].join(' ');
  });

writeFileSync(
  fileURLToPath(new URL('../src/watchlist/text/phonePlans.ts', import.meta.url)),
  `/**
 * Number plans as far as completing a number needs them, a country a line: its code, its calling code, how many digits
 * a number has without either prefix, what is dialled before it at home, and what is dialled for abroad.
 * Written by tools/make_phone_plans.mjs; do not edit.
 */
export const phonePlans = \`
${rows.join('\n')}
\`;
`,
);
