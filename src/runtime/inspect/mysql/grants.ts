/** What a user of MySQL or MariaDB may do, as `SHOW GRANTS` lists it. */
export interface Grants {
  readonly given: readonly Grant[];
  /** MySQL 8, partial revokes: privileges of all databases that are taken away again for some. */
  readonly taken: readonly Grant[];
  /** Roles that are granted, active or not. */
  readonly roles: readonly string[];
}

export interface Grant {
  /** In capitals; `ALL PRIVILEGES` among them stands for all of that level. */
  readonly privileges: ReadonlySet<string>;
  /** Of privileges on single columns: their names in lower case. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Absent = all databases. A pattern with `%` and `_` where there is no table. */
  readonly database?: string;
  readonly table?: string;
}

/** What a privilege is asked for. */
export interface Asked {
  /** Absent = the server as a whole, as replication needs it. */
  readonly database?: string;
  readonly table?: string;
  /** Where the right on these columns would do. */
  readonly columns?: readonly string[];
  /** Names that differ by case alone are one (`lower_case_table_names`). */
  readonly ignoresCase?: boolean;
}

/** Privileges that one server names otherwise: MariaDB 10.5 renamed what MySQL still calls REPLICATION CLIENT. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'REPLICATION CLIENT': ['BINLOG MONITOR', 'SUPER'],
  'REPLICATION SLAVE': ['REPLICATION REPLICA'],
};

/** Whether the grants hold a privilege. Roles count only as far as their own grants are among them. */
export function holds({ given, taken }: Grants, privilege: string, asked: Asked): boolean {
  const names = [privilege, ...(ALSO[privilege] ?? [])];
  const isTaken = taken.some((grant) => covers(grant, asked) && names.some((name) => has(grant, name)));
  return given.some((grant) => {
    if (isTaken && grant.database === undefined) return false;
    if (!covers(grant, asked)) return false;
    if (names.some((name) => has(grant, name))) return true;
    const columns = grant.columns.get(privilege);
    return (
      columns !== undefined &&
      asked.columns !== undefined &&
      asked.columns.length > 0 &&
      asked.columns.every((column) => columns.includes(column.toLowerCase()))
    );
  });
}

function has({ privileges }: Grant, name: string): boolean {
  return privileges.has(name) || privileges.has('ALL PRIVILEGES') || privileges.has('ALL');
}

function covers(grant: Grant, asked: Asked): boolean {
  if (grant.database === undefined) return true;
  if (asked.database === undefined) return false;
  const same = (one: string, other: string): boolean =>
    asked.ignoresCase === true ? one.toLowerCase() === other.toLowerCase() : one === other;
  if (grant.table === undefined) return matches(grant.database, asked.database, asked.ignoresCase === true);
  return same(grant.database, asked.database) && asked.table !== undefined && same(grant.table, asked.table);
}

/** `%` and `_` stand for any text and any character in a database's name, `\` takes that from them. */
function matches(pattern: string, name: string, ignoresCase: boolean): boolean {
  const source = pattern.replaceAll(/\\?[\s\S]/g, (part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    const literal = part.startsWith('\\') && part.length === 2 ? part.slice(1) : part;
    return literal.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`, ignoresCase ? 'iu' : 'u').test(name);
}
