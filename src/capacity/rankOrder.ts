/**
 * Where a parcel stands among those of its lane: first all that the screener asked to inspect, by rank, then the rest,
 * by rank, then what is no candidate. The place is a number in [0, 1) that is even over exchangeable parcels, however
 * many ranks are equal and however little has been seen (a smoothed conformal p-value: the parcel is counted among
 * those it is compared with, and its tie number says where it lies among its equals).
 */
import { RankSketch, type SketchState } from './rankSketch.ts';

export type Candidacy = 'asked' | 'rest' | 'none';

export type Place = {
  /** 0 for the highest; below `share` means: among that share of the parcels. */
  readonly at: number;
  /** Share of the parcels that rank higher, and that rank higher or equal. */
  readonly from: number;
  readonly to: number;
};

export type RankOrderState = { readonly asked: SketchState; readonly rest: SketchState; readonly none: number };

/** Beyond this many parcels the past counts half at the end of a shift. */
const MEMORY = 8192;

export class RankOrder {
  readonly #asked: RankSketch = new RankSketch();
  readonly #rest: RankSketch = new RankSketch();
  #none = 0;

  placeOf(candidacy: 'asked' | 'rest', rank: number, tie: number): Place {
    const all = this.#asked.total + this.#rest.total + this.#none + 1;
    const before = candidacy === 'asked' ? 0 : this.#asked.total;
    const { above, equal } = (candidacy === 'asked' ? this.#asked : this.#rest).tail(rank);
    const from = before + above;
    return { at: (from + tie * (equal + 1)) / all, from: from / all, to: (from + equal + 1) / all };
  }

  add(candidacy: Candidacy, rank: number): void {
    if (candidacy === 'asked') this.#asked.add(rank);
    else if (candidacy === 'rest') this.#rest.add(rank);
    else this.#none++;
  }

  endShift(): void {
    if (this.#asked.total + this.#rest.total + this.#none <= MEMORY) return;
    this.#asked.fade();
    this.#rest.fade();
    this.#none /= 2;
  }

  state(): RankOrderState {
    return { asked: this.#asked.state(), rest: this.#rest.state(), none: this.#none };
  }

  restore(state: RankOrderState): void {
    this.#asked.restore(state.asked);
    this.#rest.restore(state.rest);
    this.#none = state.none;
  }
}
