import { columnStep } from './column-step.ts';
import type { Migration } from './migration.ts';

/**
 * Backfills of a range of cursor values: its ends, and how much of it one run reads. Their `is_open` is 2: builds of before look after
 * those of 1 alone, and hand out nothing of a range that they know nothing of.
 */
export const CURSOR_BACKFILLS: Migration = {
  number: 14,
  name: 'cursor-backfills',
  mysql: [
    columnStep('mysql', 'sluice_backfill', 'cursor_after', 'LONGTEXT'),
    columnStep('mysql', 'sluice_backfill', 'cursor_until', 'LONGTEXT'),
    columnStep('mysql', 'sluice_backfill', 'chunk', 'LONGTEXT'),
  ],
  sqlite: [
    columnStep('sqlite', 'sluice_backfill', 'cursor_after', 'TEXT'),
    columnStep('sqlite', 'sluice_backfill', 'cursor_until', 'TEXT'),
    columnStep('sqlite', 'sluice_backfill', 'chunk', 'TEXT'),
  ],
};
