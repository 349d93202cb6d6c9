/** What `schemas/<datasource>.json` holds: written by `sluice check --connect`, read by every check after it. */
export interface SnapshotDefinition {
  /** `1.0`; a minor version only adds. */
  formatVersion: string;
  datasource: string;
  tables: Record<string, TableDefinition>;
}

export interface TableDefinition {
  columns: { name: string; type: string; nullable: boolean; hasDefault?: boolean }[];
  primaryKey: string[];
  indexes: { columns: string[]; unique: boolean }[];
}
