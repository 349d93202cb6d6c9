import { OperatingError } from '../../errors.ts';

/** The oldest servers that have SKIP LOCKED. */
const OLDEST = { mysql: [8, 0, 1], mariadb: [10, 6, 0] } as const;

/** Refuses, with STORE_UNSUPPORTED, what `SELECT VERSION()` says of a server that is too old. */
export function checkMysqlVersion(version: string): void {
  const kind = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  // Proxies may put a replication prefix in front of MariaDB's version.
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(version.replace(/^5\.5\.5-/, ''));
  const parts = (numbers ?? []).slice(1).map(Number);
  const difference = OLDEST[kind].map((part, index) => (parts[index] ?? 0) - part).find((delta) => delta !== 0) ?? 0;
  if (numbers !== null && difference >= 0) return;
  throw new OperatingError('STORE_UNSUPPORTED', `the store's server is ${version}, which has no SKIP LOCKED`, {
    retryable: false,
    help: 'use MySQL 8.0 or newer or MariaDB 10.6 or newer, or the embedded SQLite store',
    fields: { version },
  });
}
