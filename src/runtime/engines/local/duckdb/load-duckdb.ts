import type * as DuckDb from '@duckdb/node-api';
import { OperatingError } from '../../../errors.ts';

export type DuckDbModule = typeof DuckDb;

/**
 * DuckDB is an optional dependency, loaded at its first use. Throws ENGINE_MISCONFIGURED (not
 * retryable), naming the package, when it is not installed or does not run on this platform.
 */
export async function loadDuckDb(wantedFor: string): Promise<DuckDbModule> {
  try {
    return await import('@duckdb/node-api');
  } catch (thrown) {
    throw new OperatingError('ENGINE_MISCONFIGURED', `${wantedFor} needs DuckDB, and it cannot be loaded`, {
      retryable: false,
      help: 'Install the optional package @duckdb/node-api beside Sluice.',
      cause: thrown,
    });
  }
}
