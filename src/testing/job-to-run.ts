import type { TestLeaveOut } from '../compiler/index.ts';
import type { Movement } from './movement.ts';
import { sqlForSqlite } from './sql-for-sqlite.ts';

/**
 * The job of a case with rows: without what the case leaves out, and its SQL as SQLite takes it. `tables` are those
 * that the case gives, by their names as the author's SQL has them.
 */
export function jobToRun(
  { template, sink }: Movement,
  leaveOut: readonly TestLeaveOut[],
  tables: readonly string[],
): Movement['template'] {
  const named = sink.table === undefined ? tables : [...tables, sink.table];
  const rewritten = (value: unknown): unknown => {
    if (typeof value === 'string') return sqlForSqlite(value, named);
    return Array.isArray(value) ? value.map(rewritten) : value;
  };
  const side = (name: 'source' | 'sink', keys: readonly string[]): Record<string, unknown> => {
    const members: Record<string, unknown> = { ...(template[name] as object) }; // of a local job
    for (const key of keys) {
      const isLeftOut = leaveOut.some((each) => each === key);
      members[key] = isLeftOut ? (key === 'where' ? null : []) : rewritten(members[key]);
    }
    return members;
  };
  return {
    ...template,
    source: side('source', ['where', 'query']),
    sink: side('sink', ['preSql', 'postSql']),
  } as Movement['template']; // texts and lists of a template became texts and lists
}
