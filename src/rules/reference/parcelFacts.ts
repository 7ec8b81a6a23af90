/** The facts of a checked parcel with what was found and scored of it. */
import { findingBit } from '../../contract/findings.ts';
import type { NormalParcel } from '../../contract/normalParcel.ts';
import type { Signals } from '../../contract/signals.ts';
import type { Facts, LeafValue } from './facts.ts';

export type ParcelFactsSource = {
  readonly parcel: NormalParcel;
  /** In the order of `featureNames`; NaN is missing. */
  readonly features: Float32Array;
  readonly featureNames: readonly string[];
  /** One bit a finding, in the order of the finding table. */
  readonly findings: bigint;
  readonly signals: Signals;
  /** Raw margin of the model. */
  readonly score: number;
};

const DAY_MS = 86_400_000;

export function parcelFacts({ parcel, features, featureNames, findings, signals, score }: ParcelFactsSource): Facts {
  const signalOf = signals as Readonly<Record<string, number | undefined>>;
  const columns = columnsOf(featureNames);
  return {
    field: (path) => leafAt(parcel, path),
    numItems: (list) => itemsOf(parcel, list).length,
    item: (list, index, path) => {
      const item = itemsOf(parcel, list)[index];
      return path === '' ? (item as LeafValue) : leafAt(item, path);
    },
    feature: (name) => features[columns.get(name) ?? -1] ?? Number.NaN,
    signal: (name) => signalOf[name] ?? Number.NaN,
    finding: (code) => ((findings >> BigInt(findingBit(code) ?? 64)) & 1n) === 1n,
    score,
    day: dayOf(parcel),
  };
}

/** The day the parcel is judged by: of its advance data, or else of its posting. Days since 1970-01-01. */
function dayOf({ aedReceivedAt, postingDate }: NormalParcel): number | undefined {
  if (aedReceivedAt !== undefined) return Math.floor(aedReceivedAt / DAY_MS);
  return postingDate === undefined ? undefined : Date.parse(`${postingDate}T00:00:00Z`) / DAY_MS;
}

function itemsOf(parcel: NormalParcel, list: string): readonly unknown[] {
  return (memberAt(parcel, list) as readonly unknown[] | undefined) ?? [];
}

function leafAt(value: unknown, path: string): LeafValue {
  return memberAt(value, path) as LeafValue;
}

function memberAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of keysOf(path)) at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
  return at;
}

// the same few paths and one list of names are asked for parcel after parcel
const keysByPath = new Map<string, readonly string[]>();
const columnsByNames = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Paths are those of the record, so there are few. */
function keysOf(path: string): readonly string[] {
  let keys = keysByPath.get(path);
  if (keys === undefined) {
    keys = path.split('.');
    keysByPath.set(path, keys);
  }
  return keys;
}

function columnsOf(names: readonly string[]): ReadonlyMap<string, number> {
  let columns = columnsByNames.get(names);
  if (columns === undefined) {
    columns = new Map(names.map((name, column) => [name, column]));
    columnsByNames.set(names, columns);
  }
  return columns;
}
