/** Time, as publishing needs it. */
export interface ReviewClock {
  /** UTC milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
