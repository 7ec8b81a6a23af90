/** One after another, in the order in which they ask. */

export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Run when all that asked before are done, whatever became of them. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
