import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { OperatingError } from '../../../errors.ts';
import { type JobContext, stopped } from '../job-context.ts';
import { type DuckDbModule, loadDuckDb } from './load-duckdb.ts';

/** A DuckDB of one job, in memory (it spills to the temporary folder), gone when closed. */
export interface DuckDbSession {
  readonly api: DuckDbModule;
  readonly connection: DuckDBConnection;
  /** Runs work on the connection; an abort interrupts it, an error becomes an operating error. */
  run<T>(what: string, work: () => Promise<T>): Promise<T>;
  close(): void;
}

export async function openDuckDb(wantedFor: string, context: JobContext): Promise<DuckDbSession> {
  const api = await loadDuckDb(wantedFor);
  const instance = await api.DuckDBInstance.create(':memory:', {
    // Files and extensions of the machine are reached only through the job's own paths.
    autoinstall_known_extensions: 'false',
    temp_directory: join(tmpdir(), `sluice-duckdb-${context.scratchName}`),
  });
  const connection = await instance.connect();
  let closed = false;
  const interrupt = (): void => connection.interrupt();
  context.signal.addEventListener('abort', interrupt);
  return {
    api,
    connection,
    async run(what, work) {
      if (context.signal.aborted) throw stopped();
      try {
        return await work();
      } catch (thrown) {
        if (context.signal.aborted) throw stopped();
        throw duckDbError(thrown, what);
      }
    },
    close() {
      if (closed) return;
      closed = true;
      context.signal.removeEventListener('abort', interrupt);
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function duckDbError(thrown: unknown, what: string): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const message = thrown instanceof Error ? thrown.message.replaceAll(/\s*\n\s*/g, ' ').trim() : String(thrown);
  // DuckDB hands out no error number; this is the system's own word for ENOSPC.
  const full = message.includes('No space left on device');
  return new OperatingError(full ? 'DISK_FULL' : 'JOB_FAILED', `${what}: ${message}`, {
    retryable: false,
    ...(full ? { help: 'make room there, then run it again' } : {}),
    cause: thrown,
  });
}
