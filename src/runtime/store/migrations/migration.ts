/**
 * One step forward of the schema. Never changed once released: its checksum is stored, and a database
 * that was migrated by other statements is refused. Each statement is one DDL and may be repeated,
 * because MySQL commits DDL at once and a process may die between two. It only adds: the release before goes on
 * beside it, while hosts are upgraded one after the other (`migrations.test.ts` holds every migration to that).
 */
export interface Migration {
  readonly number: number;
  /**
   * The oldest schema whose builds go on beside this one: all that they write and read must be as it was. Default the schema
   * of the release before, `LAST_RELEASED` says which.
   */
  readonly worksFrom?: number;
  readonly name: string;
  readonly mysql: readonly Step[];
  readonly sqlite: readonly Step[];
}

/** A statement; with `unless`, one that cannot be repeated by itself, and is done where this query has a row. */
export type Step = string | { readonly statement: string; readonly unless: string };

/** What is executed: the text that a migration's checksum is of. */
export function textOf(step: Step): string {
  return typeof step === 'string' ? step : step.statement;
}
