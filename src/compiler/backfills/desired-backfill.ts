import type { FireOrder, FireRange } from '../../time/index.ts';

/** A backfill that a file of the project says, for one environment. Times UTC milliseconds. */
export interface DesiredBackfill extends FireRange {
  readonly name: string;
  readonly pipeline: string;
  readonly order: FireOrder;
  readonly concurrency: number;
  readonly onFailure: 'stop' | 'continue';
  readonly allowDuplicates: boolean;
  /** In its author's words. */
  readonly why?: string;
  /** Path of the file from the project's root. */
  readonly file: string;
}
