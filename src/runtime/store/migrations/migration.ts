/**
 * One step forward of the schema. Never changed once released: its checksum is stored, and a database
 * that was migrated by other statements is refused. Each statement is one DDL and may be repeated,
 * because MySQL commits DDL at once and a process may die between two.
 */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly mysql: readonly string[];
  readonly sqlite: readonly string[];
}
