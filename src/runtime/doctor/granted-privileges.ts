/** What the store's user does: it makes and changes its tables, and nothing else. */
export const NEEDED_PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'INDEX'] as const;

/** What a user may not do in a database, by the lines of SHOW GRANTS; undefined where a role hides it. */
export function missingPrivileges(grants: readonly string[], database: string): readonly string[] | undefined {
  const granted = new Set<string>();
  let hasRole = false;
  for (const grant of grants) {
    const [, what, on] = /^GRANT (.+?) ON (?:TABLE )?(\S+\.\S+) TO /.exec(grant) ?? [];
    if (what === undefined || on === undefined) {
      hasRole ||= /^GRANT .+ TO /.test(grant) && !/ ON /.test(grant);
      continue;
    }
    if (on !== '*.*' && !isOn(on, database)) continue;
    for (const privilege of what.split(', ')) granted.add(privilege.trim().toUpperCase());
  }
  if (granted.has('ALL PRIVILEGES') || granted.has('ALL')) return [];
  const missing = NEEDED_PRIVILEGES.filter((privilege) => !granted.has(privilege));
  return missing.length > 0 && hasRole ? undefined : missing;
}

/** `db`.* with the patterns of LIKE, as MySQL takes the names of databases in grants. */
function isOn(on: string, database: string): boolean {
  const name = /^[`"]?(.*?)[`"]?\.\*$/.exec(on)?.[1];
  if (name === undefined) return false;
  const pattern = name.replaceAll(/\\([_%])|([_%])|([.*+?^${}()|[\]\\])/g, (_all, literal, wild, other) =>
    literal !== undefined ? literal : wild === '_' ? '.' : wild === '%' ? '.*' : `\\${other}`,
  );
  return new RegExp(`^${pattern}$`, 's').test(database);
}
