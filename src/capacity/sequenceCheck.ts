/** A selector numbers the parcels of its facility one by one: what is missing between the first and the last was taken out. */

export type Place = {
  readonly facility: string;
  readonly shift: string;
  readonly sequence: number;
  readonly line: number;
};

/** `missing`: numbers from `from` to `to` stand nowhere, before the one at `line`; `twice`: `from` at `line` stood before. */
export type SequenceFault = {
  readonly kind: 'missing' | 'twice';
  readonly facility: string;
  /** Of the parcel at `line`. */
  readonly shift: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
};

export class SequenceCheck {
  readonly #places = new Map<string, Place[]>();

  add(place: Place): void {
    const known = this.#places.get(place.facility);
    if (known === undefined) this.#places.set(place.facility, [place]);
    else known.push(place);
  }

  /** By facility, in order of the numbers; a period may begin and end at any of them. */
  faults(): SequenceFault[] {
    return [...this.#places.values()].flatMap((places) => {
      const sorted = places.toSorted((one, other) => one.sequence - other.sequence || one.line - other.line);
      return sorted.flatMap((place, i) => (i === 0 ? [] : faultBetween(sorted[i - 1] as Place, place)));
    });
  }
}

function faultBetween(before: Place, { facility, shift, sequence, line }: Place): SequenceFault[] {
  const step = sequence - before.sequence;
  if (step === 1) return [];
  if (step === 0) return [{ kind: 'twice', facility, shift, from: sequence, to: sequence, line }];
  return [{ kind: 'missing', facility, shift, from: before.sequence + 1, to: sequence - 1, line }];
}
