/**
 * What a look at a real datasource found (`sluice check --connect`), kept in the repository as
 * `schemas/<datasource>.json` so that checks without a network know its tables. It holds no time and no
 * address: taken twice from an unchanged database it is the same file.
 */
export interface SchemaSnapshot {
  readonly datasource: string;
  /** By the name as a pipeline writes it; for Kafka, topics. */
  readonly tables: Readonly<Record<string, TableSnapshot>>;
}

/** A table, view or topic. */
export interface TableSnapshot {
  /** In the order of the table. Empty where the store has no columns (a Kafka topic). */
  readonly columns: readonly ColumnSnapshot[];
  readonly primaryKey: readonly string[];
  readonly indexes: readonly IndexSnapshot[];
}

/** A column of a table, as the database has it. */
export interface ColumnSnapshot {
  readonly name: string;
  /** As the database spells it, for example `decimal(18,2)`, `bigint unsigned`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Whether the database gives a value where a row has none: a default, a counter, a computed column. Absent = not known. */
  readonly hasDefault?: boolean;
}

/** An index besides the primary key. Its name says nothing to a pipeline. */
export interface IndexSnapshot {
  readonly columns: readonly string[];
  readonly unique: boolean;
}
