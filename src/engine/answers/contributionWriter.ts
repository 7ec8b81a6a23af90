/** Writes the contributions of referred rows from pieces that are encoded once a format, not once a row. */
import type { Contribution } from '../../contract/decision.ts';
import type { Format } from '../../contract/formats.ts';
import { featureTable } from '../../features/table.ts';
import { jsonContributionPieces, jsonNumber } from './json.ts';
import { msgpackArrayHeader, msgpackFixmap, msgpackText } from './msgpack.ts';

export type ContributionWriter = {
  /**
   * Writes what follows a row's reasons into `out` at `at` and returns the index after it.
   * @param top features in the order they shall stand in
   * @param valueOf NaN is missing
   */
  write(
    out: Buffer,
    at: number,
    top: readonly number[],
    contributions: Float64Array,
    valueOf: (feature: number) => number,
  ): number;
};

const FLOAT64 = 0xcb;
const NIL = 0xc0;

/** A writer of decision rows' top contributions; the same bytes as `encodeAnswer` gives. */
export function createContributionWriter(format: Format): ContributionWriter {
  if (format === 'msgpack') return msgpackWriter();
  return format === 'csv' ? csvWriter : jsonWriter();
}

/** Names with what they add, joined by spaces. */
export function csvContributions(contributions: readonly Contribution[]): string {
  return contributions.map(({ name, contribution }) => `${name}:${jsonNumber(contribution)}`).join(' ');
}

function jsonWriter(): ContributionWriter {
  const pieces = featureTable.map(({ name, unit }) => jsonContributionPieces(name, unit));
  return {
    write(out, at, top, contributions, valueOf) {
      let text = ',"contributions":[';
      for (let i = 0; i < top.length; i++) {
        const value = valueOf(top[i]);
        const [start, middle] = pieces[top[i]];
        text += `${i > 0 ? ',' : ''}${start}${Number.isNaN(value) ? 'null' : jsonNumber(value)}`;
        text += `${middle}${jsonNumber(contributions[top[i]])}}`;
      }
      return at + out.write(`${text}]`, at, 'utf8');
    },
  };
}

const csvWriter: ContributionWriter = {
  write(out, at, top, contributions) {
    const parts = top.map((feature) => `${featureTable[feature].name}:${jsonNumber(contributions[feature])}`);
    return at + out.write(`,${parts.join(' ')}`, at, 'latin1');
  },
};

/** The key `contributions` with an array of maps of four keys. */
function msgpackWriter(): ContributionWriter {
  const key = msgpackText('contributions');
  const pieces = featureTable.map(({ name, unit }) => [
    Buffer.concat([msgpackFixmap(4), msgpackText('name'), msgpackText(name), msgpackText('value')]),
    Buffer.concat([msgpackText('unit'), msgpackText(unit), msgpackText('contribution')]),
  ]);
  return {
    write(out, start, top, contributions, valueOf) {
      let at = start;
      const append = (bytes: Uint8Array): void => {
        out.set(bytes, at);
        at += bytes.length;
      };
      const appendNumber = (value: number): void => {
        out[at] = FLOAT64;
        at = out.writeDoubleBE(value, at + 1);
      };
      append(key);
      append(msgpackArrayHeader(top.length));
      for (const feature of top) {
        const value = valueOf(feature);
        append(pieces[feature][0]);
        if (Number.isNaN(value)) out[at++] = NIL;
        else appendNumber(value);
        append(pieces[feature][1]);
        appendNumber(contributions[feature]);
      }
      return at;
    },
  };
}
