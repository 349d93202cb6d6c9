/** How much is in the source of a pipeline, as whoever keeps it says when it is asked (`plan --connect`). */
export interface SourceSize {
  /** Rows of tables, records of topics. */
  readonly rows?: number;
  /** Of files. */
  readonly files?: { readonly count: number; readonly bytes: number };
  /**
   * `count`: exact. `at-least`: counted no further. `statistics`: of the whole table, as its database keeps them. `optimiser`: of
   * what the pipeline selects, as its database guesses it. `offsets`: end minus beginning. `files`: by their names and sizes.
   */
  readonly by: 'count' | 'at-least' | 'statistics' | 'optimiser' | 'offsets' | 'files';
}
