import type { FireOrder, FireRange } from '../../time/index.ts';
import type { ValueRange } from './value-range.ts';

/** A backfill that a file of the project says, for one environment. Times UTC milliseconds; of a range of `values` they stand for none. */
export interface DesiredBackfill extends FireRange {
  readonly name: string;
  readonly pipeline: string;
  /** In place of fires: values of the column of an incremental pipeline. */
  readonly values?: ValueRange;
  readonly order: FireOrder;
  readonly concurrency: number;
  readonly onFailure: 'stop' | 'continue';
  readonly allowDuplicates: boolean;
  /** In its author's words. */
  readonly why?: string;
  /** Path of the file from the project's root. */
  readonly file: string;
}
