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
  readonly mysql: readonly string[];
  readonly sqlite: readonly string[];
}
