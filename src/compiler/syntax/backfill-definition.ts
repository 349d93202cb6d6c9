/** A range of fires of the past, or of cursor values, that is run once: a file of `backfills/`. */
export interface BackfillDefinition {
  name: string;
  pipeline: string;
  /** `A..B` in fire times or days; or `bizdate`, in days of data; or `cursor`, in values of its column. One of the three. */
  fire?: string;
  bizdate?: string;
  cursor?: string;
  /** With `cursor`: how much of the range one run reads. */
  chunk?: string | number;
  concurrency?: number;
  order?: 'oldest-first' | 'newest-first';
  onFailure?: 'stop' | 'continue';
  allowDuplicates?: boolean;
  large?: boolean;
  environments?: string[];
  description?: string;
}
