/** A typed array whose length is not known before its last value is. */
type Numbers = Uint8Array | Int32Array | Float64Array;

export type GrowingColumn<T extends Numbers> = {
  readonly push: (value: number) => void;
  /** What has been pushed, without a copy. */
  readonly finish: () => T;
};

const FIRST_LENGTH = 64;

export function createColumn<T extends Numbers>(make: (length: number) => T): GrowingColumn<T> {
  let values = make(FIRST_LENGTH);
  let length = 0;
  return {
    push: (value) => {
      if (length === values.length) {
        const longer = make(length * 2);
        longer.set(values);
        values = longer;
      }
      values[length++] = value;
    },
    finish: () => values.subarray(0, length) as T,
  };
}
