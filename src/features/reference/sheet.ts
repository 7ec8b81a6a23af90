/** Where the families write: one feature row and one set of findings. */
import { findingBit } from '../../contract/findings.ts';
import { featureTable } from '../table.ts';

export type Sheet = {
  readonly features: Float32Array;
  /** Undefined is missing. @throws RangeError for a name that is not in the table. */
  put(name: string, value: number | boolean | undefined): void;
  /** Set a finding when the condition holds. @throws RangeError for an unknown code. */
  find(code: string, holds: boolean): void;
  findings(): bigint;
};

const columnOf: ReadonlyMap<string, number> = new Map(featureTable.map((feature, i) => [feature.name, i]));

export function newSheet(): Sheet {
  const features = new Float32Array(featureTable.length).fill(Number.NaN);
  let found = 0n;
  return {
    features,
    put(name, value) {
      const column = columnOf.get(name);
      if (column === undefined) throw new RangeError(`expected a feature of the table, got ${name}`);
      features[column] = value === undefined ? Number.NaN : Number(value);
    },
    find(code, holds) {
      const bit = findingBit(code);
      if (bit === undefined) throw new RangeError(`expected a finding of the table, got ${code}`);
      if (holds) found |= 1n << BigInt(bit);
    },
    findings: () => found,
  };
}

/** a / b, or undefined when either is missing or there is nothing to divide by. */
export function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b <= 0 ? undefined : a / b;
}

/** null, an empty string and an absent value are the same: missing. */
export function given(text: string | null | undefined): string | undefined {
  return text ? text : undefined;
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** A number that was given, else undefined; a zero written with a minus is zero. */
export function numberOf(value: number | null | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Math.abs(value);
}
