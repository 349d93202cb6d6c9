/** A range of fires of the past that is run once: a file of `backfills/`. */
export interface BackfillDefinition {
  name: string;
  pipeline: string;
  /** `A..B` in fire times or days; either this or `bizdate`, in days of data. */
  fire?: string;
  bizdate?: string;
  concurrency?: number;
  order?: 'oldest-first' | 'newest-first';
  onFailure?: 'stop' | 'continue';
  allowDuplicates?: boolean;
  large?: boolean;
  environments?: string[];
  description?: string;
}
