import { OperatingError } from '../../../../errors.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSink } from '../../resolved-job.ts';
import type { Column, RowSink } from '../../rows.ts';
import { readFormat } from './format.ts';
import { filePath } from './job-file.ts';
import { openParquetSink } from './parquet-sink.ts';
import { openTextSink } from './text-sink.ts';

/** Writes a file: the target appears, or changes, as a whole at the end of a run that succeeds. */
export async function openFileSink(sink: JobSink, columns: readonly Column[], context: JobContext): Promise<RowSink> {
  const file = filePath(sink, context);
  const format = readFormat(sink.file, file.shown);
  if (sink.mode === 'upsert' || sink.mode === 'replace') {
    throw new OperatingError('INVALID_REQUEST', `a file has no keys: mode ${sink.mode} is not possible`, {
      retryable: false,
      help: 'Use append or overwrite.',
    });
  }
  if (format.encoding.toLowerCase().replace('-', '') !== 'utf8') {
    throw new OperatingError('INVALID_REQUEST', `files are written as UTF-8, not as ${format.encoding}`, {
      retryable: false,
    });
  }
  if (format.type !== 'parquet') return openTextSink(file, format, sink.mode === 'append', columns, context);
  if (sink.mode === 'append') {
    throw new OperatingError('INVALID_REQUEST', `nothing can be appended to a Parquet file (${file.shown})`, {
      retryable: false,
      help: 'Use mode overwrite, or a path with a run-time value such as `part-${fire:yyyyMMddHHmmss}.parquet`.',
    });
  }
  return openParquetSink(file, format, columns, context);
}
