import { FIRST_TABLES } from './0001-first-tables.ts';
import type { Migration } from './migration.ts';

/** All migrations, oldest first. A new one gets the next number; a released one is never touched. */
export const MIGRATIONS: readonly Migration[] = [FIRST_TABLES];
