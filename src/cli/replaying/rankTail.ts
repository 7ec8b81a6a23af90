/** Ranks of many rows and which of them were referred: what the same number of referrals by these ranks would change. */

export class RankTail {
  #ranks = new Float64Array(1024);
  #referred = new Uint8Array(1024);
  #length = 0;

  add(rank: number, wasReferred: boolean): void {
    if (this.#length === this.#ranks.length) this.#grow();
    this.#ranks[this.#length] = Number.isNaN(rank) ? Number.NEGATIVE_INFINITY : rank;
    this.#referred[this.#length] = wasReferred ? 1 : 0;
    this.#length += 1;
  }

  /** Of the rows with the highest ranks, as many as were referred: how many are among those. Earlier rows win ties. */
  kept(): { readonly referred: number; readonly same: number } {
    const ranks = this.#ranks;
    const order = Uint32Array.from({ length: this.#length }, (_, row) => row);
    order.sort((one, other) => ranks[other] - ranks[one] || one - other);
    let referred = 0;
    for (let row = 0; row < this.#length; row++) referred += this.#referred[row];
    let same = 0;
    for (let i = 0; i < referred; i++) same += this.#referred[order[i]];
    return { referred, same };
  }

  #grow(): void {
    const [ranks, referred] = [this.#ranks, this.#referred];
    this.#ranks = new Float64Array(2 * ranks.length);
    this.#ranks.set(ranks);
    this.#referred = new Uint8Array(2 * referred.length);
    this.#referred.set(referred);
  }
}
