import type { Step } from './migration.ts';

/** Adds an index on MySQL, once: unlike MariaDB it knows no IF NOT EXISTS for them. `columns` are in parentheses. */
export function indexStep(index: string, table: string, columns: string): Step {
  return {
    statement: `CREATE INDEX ${index} ON ${table} ${columns}`,
    unless: `SELECT 1 FROM information_schema.statistics
      WHERE table_schema = DATABASE() AND table_name = '${table}' AND index_name = '${index}' LIMIT 1`,
  };
}
