import { existsSync } from 'node:fs';
import { say } from '../../message/index.ts';
import { failed, ok, type Check, type CheckResult } from './check.ts';
import { judgeSchema } from './judge-schema.ts';

/** The embedded store, read only and only where it is there. */
export function sqliteCheck(path: string): Check {
  return {
    name: 'store',
    async run() {
      if (!existsSync(path))
        return [ok('store.file', say`there is no store at ${path} yet: \`sluice serve\` makes it`)];
      try {
        return [ok('store.file', say`the store is ${path}`), await schemaOf(path)];
      } catch (thrown) {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        return [
          failed(
            'store.file',
            say`the store ${path} cannot be read: ${message}`,
            say`let this user read it, or put a backup in its place`,
          ),
        ];
      }
    },
  };
}

async function schemaOf(path: string): Promise<CheckResult> {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  try {
    const names = new Set(
      database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .all()
        .map((row) => valueOf(row, 'name')),
    );
    if (!names.has('sluice_migration')) return judgeSchema([]);
    const reach = names.has('sluice_migration_reach')
      ? database.prepare('SELECT number, works_from FROM sluice_migration_reach').all()
      : [];
    const worksFrom = new Map(reach.map((row) => [Number(valueOf(row, 'number')), Number(valueOf(row, 'works_from'))]));
    const made = database
      .prepare('SELECT number FROM sluice_migration')
      .all()
      .map((row) => Number(valueOf(row, 'number')))
      .map((number) => ({ number, worksFrom: worksFrom.get(number) ?? number }));
    return judgeSchema(made);
  } finally {
    database.close();
  }
}

function valueOf(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
}
