import type { JobContext } from '../job-context.ts';
import type { JobSink, JobSource } from '../resolved-job.ts';
import type { Column, RowSink, RowSource } from '../rows.ts';

/**
 * What the local engine can read and write. Opening throws an operating error when the place cannot
 * be reached, is missing, or cannot do what the job asks; an opened source or sink must be closed.
 */
export interface LocalConnector {
  readonly openSource: (source: JobSource, context: JobContext) => Promise<RowSource>;
  readonly openSink: (sink: JobSink, columns: readonly Column[], context: JobContext) => Promise<RowSink>;
}
