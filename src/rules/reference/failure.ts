/** The end of a condition that is neither true nor false. */
export class Failure {
  /** In words, of names and never of values: `parcel.sender.phone is absent`, `division by zero`. */
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}
