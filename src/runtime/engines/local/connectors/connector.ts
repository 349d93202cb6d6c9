import type { EndMeasure } from '../../../ports/index.ts';
import type { JobContext } from '../job-context.ts';
import type { EndContext, MeasuredEnd } from '../measured-end.ts';
import type { JobSink, JobSource } from '../resolved-job.ts';
import type { Column, RowSink, RowSource } from '../rows.ts';

/**
 * What the local engine can read and write. Opening throws an operating error when the place cannot
 * be reached, is missing, or cannot do what the job asks; an opened source or sink must be closed.
 */
export interface LocalConnector {
  readonly openSource: (source: JobSource, context: JobContext) => Promise<RowSource>;
  /** How many rows there are, and sums of columns; absent where nothing can say that without reading them. */
  readonly measure?: (end: MeasuredEnd, context: EndContext) => Promise<EndMeasure>;
  readonly openSink: (sink: JobSink, columns: readonly Column[], context: JobContext) => Promise<RowSink>;
}
