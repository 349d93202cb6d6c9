import { OperatingError } from '../../../../errors.ts';
import { openDuckDb } from '../../duckdb/duckdb-session.ts';
import { quoteText } from '../../duckdb/quote.ts';
import { openStaging } from '../../duckdb/stage-rows.ts';
import type { JobContext } from '../../job-context.ts';
import type { Column, RowSink } from '../../rows.ts';
import { createDraft } from './draft.ts';
import type { FileFormat } from './format.ts';
import type { JobFile } from './job-file.ts';

const CODECS = ['snappy', 'zstd', 'gzip', 'uncompressed'];

/** Writes one Parquet file through DuckDB; rows are collected there and written at the end. */
export async function openParquetSink(
  file: JobFile,
  format: FileFormat,
  columns: readonly Column[],
  context: JobContext,
): Promise<RowSink> {
  const codec = format.compression ?? 'snappy';
  if (!CODECS.includes(codec)) {
    throw new OperatingError('INVALID_REQUEST', `Parquet has no compression ${codec}`, {
      retryable: false,
      help: `Use one of ${CODECS.join(', ')}.`,
    });
  }
  const draft = await createDraft(file, context);
  try {
    const session = await openDuckDb('writing a Parquet file', context);
    const staging = await openStaging(session, 'target', columns);
    return {
      async write(batch) {
        await session.run(`cannot write ${file.shown}`, async () => staging.append(batch));
        context.counters.rowsWritten += batch.rows.length;
      },
      async commit() {
        await staging.finish();
        const copy = `COPY target TO ${quoteText(draft.path)} (FORMAT parquet, COMPRESSION ${codec})`;
        await session.run(`cannot write ${file.shown}`, () => session.connection.run(copy));
        session.close();
        await draft.publish();
      },
      async abort() {
        session.close();
        await draft.discard();
      },
    };
  } catch (thrown) {
    await draft.discard();
    throw thrown;
  }
}
