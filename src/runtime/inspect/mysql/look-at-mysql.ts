import type { DatasourceNode } from '../../../compiler/index.ts';
import { LookFailed, NO_FACTS, type Facts, type MysqlFacts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import type { Wanted } from '../wanted.ts';
import { guessRows } from './guess-rows.ts';
import { mysqlFailure } from './mysql-failure.ts';
import { mysqlLogin } from './mysql-login.ts';
import { openMysql, type MysqlSession } from './mysql-session.ts';
import { parseGrants } from './parse-grants.ts';
import { readTables } from './read-tables.ts';

/**
 * Looks at a server of MySQL 5.7 or newer or MariaDB: version, privileges, tables. What was found out before
 * something went wrong is kept beside the failure.
 */
export async function lookAtMysql(datasource: DatasourceNode, wanted: Wanted, context: LookContext): Promise<Facts> {
  let facts: Facts = { ...NO_FACTS, depth: 'tables' };
  const scrub = (text: string): string => context.scrubber.scrub(text);
  try {
    const login = await mysqlLogin(datasource, context);
    facts = { ...facts, addresses: [`${login.host}:${login.port}`] };
    await using session = await openMysql(login, context);
    const mysql = await readServer(session, login.database);
    facts = { ...facts, mysql };
    facts = { ...facts, ...(await readTables(session, wanted, mysql)) };
    return context.sizes ? { ...facts, guesses: await guessRows(session, wanted, mysql) } : facts;
  } catch (thrown) {
    return { ...facts, failures: [mysqlFailure(thrown, facts.addresses[0] ?? '', 'host', scrub)] };
  }
}

const VARIABLES = ['version', 'lower_case_table_names', 'log_bin', 'binlog_format', 'binlog_row_image'];

async function readServer(session: MysqlSession, database: string | undefined): Promise<MysqlFacts> {
  const named = VARIABLES.map((name) => `'${name}'`).join(', ');
  const rows = await session.rows(`SHOW GLOBAL VARIABLES WHERE Variable_name IN (${named})`);
  const variables = new Map(rows.map(([name, value]) => [String(name), String(value)]));
  const [[user] = []] = await session.rows('SELECT CURRENT_USER()');
  return {
    database,
    version: variables.get('version') ?? '',
    user: String(user),
    grants: await readGrants(session),
    ignoresCase: (variables.get('lower_case_table_names') ?? '0') !== '0',
    binlog: {
      on: variables.get('log_bin') === 'ON',
      format: variables.get('binlog_format') ?? '',
      rowImage: variables.get('binlog_row_image') ?? '',
    },
  };
}

/** The user's own grants and those of the roles that are active, which servers list in ways of their own. */
async function readGrants(session: MysqlSession): Promise<MysqlFacts['grants']> {
  const own = await lines(session, 'SHOW GRANTS');
  if (own === undefined) return undefined;
  // MySQL 5.7 knows no roles: CURRENT_ROLE() is an error there
  const [[active] = []] = (await optional(session, 'SELECT CURRENT_ROLE()')) ?? [];
  const role = active === null || active === undefined ? '' : String(active);
  if (role === '' || role === 'NONE') return parseGrants(own);
  const used = role.startsWith('`')
    ? await lines(session, `SHOW GRANTS FOR CURRENT_USER() USING ${role}`)
    : await lines(session, 'SHOW GRANTS FOR CURRENT_ROLE');
  return parseGrants([...own, ...(used ?? [])]);
}

async function lines(session: MysqlSession, sql: string): Promise<readonly string[] | undefined> {
  return (await optional(session, sql))?.map(([line]) => String(line));
}

/** Undefined where the server refuses the question; other failures end the look. */
async function optional(session: MysqlSession, sql: string): Promise<readonly (readonly unknown[])[] | undefined> {
  try {
    return await session.rows(sql);
  } catch (thrown) {
    if (thrown instanceof LookFailed && thrown.failure.kind === 'refused') return undefined;
    throw thrown;
  }
}
