import type { DatasourceNode } from '../../../compiler/index.ts';
import { NO_FACTS, type Facts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { mysqlFailure } from '../mysql/mysql-failure.ts';
import { mysqlLogin } from '../mysql/mysql-login.ts';
import { openMysql } from '../mysql/mysql-session.ts';
import { answered } from './answered.ts';

/**
 * Asks MySQL or MariaDB for one value, in a session of its own that tells times in UTC, as the local engine compares them: a TIMESTAMP
 * is text in the zone of whoever asks.
 */
export async function askMysql(datasource: DatasourceNode, sql: string, context: LookContext): Promise<Facts> {
  try {
    const login = await mysqlLogin(datasource, context);
    await using session = await openMysql(login, context);
    await session.rows("SET time_zone = '+00:00'");
    const [[value] = []] = await session.rows(sql);
    return { ...NO_FACTS, ...answered(value) };
  } catch (thrown) {
    const failure = mysqlFailure(thrown, '', 'host', (text) => context.scrubber.scrub(text));
    return { ...NO_FACTS, failures: [failure] };
  }
}
