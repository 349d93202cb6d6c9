/** Why a value cannot become a value of a column's type. The words go into the log beside the value. */
export class Refusal {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}
