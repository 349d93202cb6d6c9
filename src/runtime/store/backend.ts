import type { Kysely } from 'kysely';
import type { OperatingError } from '../errors.ts';
import type { StoreSchema } from './schema.ts';

/**
 * What became of a statement that threw. `conflict`: the transaction is undone and may be repeated at
 * once (deadlock, lock wait, SQLITE_BUSY). `connection`: the outcome is unknown, repeat it on another
 * connection. `never`: repeating changes nothing.
 */
export interface Failure {
  readonly repeat: 'conflict' | 'connection' | 'never';
  readonly error: OperatingError;
}

/** A connection that holds the migration lock. */
export interface MigrationSession {
  execute(
    statement: string,
    parameters?: readonly (string | number)[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A kind of database. Everything above it is the same SQL through Kysely. */
export interface Backend {
  readonly flavour: 'mysql' | 'sqlite';
  readonly db: Kysely<StoreSchema>;
  /** Connects, checks the version, makes the database where it is missing. May be repeated. */
  prepare(): Promise<void>;
  /** Runs `work` while no other process migrates. */
  withMigrationLock(work: (session: MigrationSession) => Promise<void>): Promise<void>;
  classify(thrown: unknown): Failure;
  /** True for a broken unique key. The message is never looked at. */
  isDuplicate(thrown: unknown): boolean;
  close(): Promise<void>;
}
