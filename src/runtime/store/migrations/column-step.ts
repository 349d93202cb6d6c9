import type { Step } from './migration.ts';

/** Adds a column, once: neither MySQL nor SQLite knows IF NOT EXISTS for them. `definition` is its type, and its default. */
export function columnStep(flavour: 'mysql' | 'sqlite', table: string, column: string, definition: string): Step {
  const name = flavour === 'mysql' ? `\`${column}\`` : `"${column}"`;
  return {
    statement: `ALTER TABLE ${table} ADD COLUMN ${name} ${definition}`,
    unless:
      flavour === 'mysql'
        ? `SELECT 1 FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name = '${table}' AND column_name = '${column}' LIMIT 1`
        : `SELECT 1 FROM pragma_table_info('${table}') WHERE name = '${column}'`,
  };
}
