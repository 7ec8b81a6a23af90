/** The points of each number of pairs, and the curves over them; each is stored once. */
import { gaussLegendre } from './gaussLegendre.ts';

/** Byte offsets in the buffer. */
export type CurveSet = {
  readonly weights: number;
  /** Curve of a feature that is known to be unknown: 1 - s is 1, ds/dt is 0. */
  readonly cold: number;
  /** 1 - s at the points, then ds/dt, for a feature asked before on the path with this share of answers. */
  curve(earlierShare: number): number;
};

export type Curves = { of(numPairs: number): CurveSet };

/** @param add Appends a section and returns its byte offset. */
export function createCurves(add: (values: Float64Array) => number): Curves {
  const sets = new Map<number, CurveSet>();
  return {
    of(numPairs) {
      let set = sets.get(numPairs);
      if (set === undefined) {
        set = createSet(numPairs, add);
        sets.set(numPairs, set);
      }
      return set;
    },
  };
}

function createSet(numPairs: number, add: (values: Float64Array) => number): CurveSet {
  const { points, weights } = gaussLegendre(2 * numPairs);
  const length = points.length;
  const cold = new Float64Array(2 * length);
  cold.fill(1, 0, length);
  const known = new Map<number, number>();
  return {
    weights: add(weights),
    cold: add(cold),
    curve(earlierShare) {
      let at = known.get(earlierShare);
      if (at === undefined) {
        const curve = new Float64Array(2 * length);
        points.forEach((t, i) => {
          const passing = t + (1 - t) * earlierShare;
          curve[i] = ((1 - t) * earlierShare) / passing;
          curve[length + i] = earlierShare / (passing * passing);
        });
        at = add(curve);
        known.set(earlierShare, at);
      }
      return at;
    },
  };
}
