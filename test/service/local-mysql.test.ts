import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchRequest, localEngine, localJob, runLocal, untilEnded } from '../support/local-job.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROWS = 100_000;
const COLUMNS = `
  id bigint unsigned primary key,
  small tinyint, flag tinyint(1), year_made year,
  amount decimal(18,4), wide decimal(65,30),
  at datetime(6), stamp timestamp(6) null, day date, duration time(6),
  single float, pair double,
  name varchar(200), note text, raw blob, bits bit(1), doc json`;

const { mariadb } = await stack();

function login(): { host: string; port: number; user: string; password: string } {
  if (mariadb === undefined) throw new Error('skipped without MariaDB');
  const { host, port, username, password } = mariadb;
  return { host, port, user: username, password };
}

describe.skipIf(mariadb === undefined)('local engine on MariaDB', () => {
  const database = `sluice_local_${process.pid}_${Date.now().toString(36)}`;
  let admin: Connection;

  beforeAll(async () => {
    admin = await createConnection(login());
    await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    await admin.query(`USE ${database}`);
    await admin.query("SET time_zone = '+00:00'");
    await admin.query(`CREATE TABLE src (${COLUMNS})`);
    await admin.query(`CREATE TABLE dst (${COLUMNS})`);
    await admin.query(`
      INSERT INTO src
      SELECT seq + 18446744073709000000, seq % 256 - 128, seq % 2, 1901 + seq % 250,
        IF(seq % 7 = 0, NULL, seq * 1234567.0001 - 99999999999.9999),
        -123456789012345678901234567890.000000000000000000000000000001 * (seq % 3),
        '1970-01-01' + INTERVAL seq * 86399 SECOND + INTERVAL seq MICROSECOND,
        IF(seq % 5 = 0, NULL, '2001-02-03 04:05:06' + INTERVAL seq * 997 MICROSECOND),
        '0001-01-01' + INTERVAL seq DAY, SEC_TO_TIME(seq % 3000000 - 1500000.123456),
        1 / (seq + 1), 1e300 / (seq + 3),
        CONCAT('näme 😀 ', seq, REPEAT('𝄞', seq % 9)), IF(seq % 11 = 0, NULL, CONCAT('''"\\\\\\n\\0', seq)),
        UNHEX(SHA2(seq, 256)), seq % 2, CONCAT('{"b": ', seq, '.10, "a": null}')
      FROM (SELECT CAST(seq AS SIGNED) AS seq FROM seq_0_to_${ROWS - 1}) numbers`);
  });

  afterAll(async () => {
    await admin?.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin?.end();
  });

  function connection(): Record<string, string> {
    const { host, port, user, password } = login();
    return { host, port: String(port), username: user, password, database };
  }

  async function scalar(sql: string): Promise<unknown> {
    const [rows] = await admin.query({ sql, rowsAsArray: true });
    return Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0][0] : undefined;
  }

  /** Rows that are not the same in both tables, byte by byte. */
  async function differences(): Promise<unknown> {
    const [columns] = await admin.query({ sql: 'SHOW COLUMNS FROM src', rowsAsArray: true });
    const names = (columns as string[][]).map(([name]) => `\`${name}\``);
    const same = names.map((name) => `CAST(s.${name} AS BINARY) <=> CAST(d.${name} AS BINARY)`).join(' AND ');
    return scalar(`SELECT COUNT(*) FROM src s LEFT JOIN dst d ON d.id = s.id WHERE d.id IS NULL OR NOT (${same})`);
  }

  async function move(
    mode: 'append' | 'upsert' | 'replace' | 'overwrite',
    source: Partial<Parameters<typeof runLocal>[1]['source']> = {},
  ): ReturnType<typeof runLocal> {
    await using dir = await tempDir();
    return await runLocal(dir.path, {
      source: { connector: 'mysql', connection: connection(), table: 'src', ...source },
      sink: { connector: 'mysql', connection: connection(), table: 'dst', mode, key: ['id'] },
    });
  }

  it('moves 100,000 rows of every type without a change, and upserts them again without doubling', async () => {
    const begin = performance.now();
    const first = await move('append');
    const seconds = (performance.now() - begin) / 1000;
    expect(first.observation, first.lines.join('\n')).toMatchObject({
      state: 'succeeded',
      metrics: { rowsRead: ROWS, rowsWritten: ROWS, rowsRefused: 0 },
    });
    process.stderr.write(`local mysql to mysql: ${Math.round(ROWS / seconds)} rows/s\n`);
    expect(await differences()).toBe(0);
    expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(ROWS);
    const again = await move('upsert');
    expect(again.observation).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: ROWS } });
    expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(ROWS);
    expect(await differences()).toBe(0);
  });

  it('takes declared types, overwrites in one transaction, and reads on from a cursor', async () => {
    const columns = [
      { name: 'id', type: 'decimal(20,0)' },
      { name: 'amount', type: 'decimal(18,4)' },
      { name: 'stamp', type: 'timestamptz(6)' },
    ];
    const after = (text: string, name: string, type: string): object => ({
      columns,
      incremental: { column: name, type, after: text },
    });
    const byStamp = await move('overwrite', after('2001-02-03T04:05:06.099700Z', 'stamp', 'timestamptz(6)'));
    expect(byStamp.observation, byStamp.lines.join('\n')).toMatchObject({ state: 'succeeded' });
    const newest = String(await scalar('SELECT DATE_FORMAT(MAX(stamp), "%Y-%m-%d %H:%i:%s.%f") FROM src'));
    expect(byStamp.observation.cursor).toBe(newest);
    const later = "SELECT COUNT(*) FROM src WHERE stamp > '2001-02-03 04:05:06.099700'";
    expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(await scalar(later));
    const none = await move('append', after(newest, 'stamp', 'timestamptz(6)'));
    expect(none.observation).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 0 } });
    expect(none.observation.cursor).toBeUndefined();
    const last = String(18446744073709000000n + BigInt(ROWS) - 3n);
    const byId = await move('overwrite', after(last, 'id', 'decimal(20,0)'));
    expect(byId.observation).toMatchObject({ metrics: { rowsRead: 2 }, cursor: String(BigInt(last) + 2n) });
  });

  it('reads the parts of a range, each row once, exact to the microsecond and beyond 64 bits', async () => {
    const until = async (ends: readonly string[], name: string, type: string): Promise<void> => {
      await admin.query('DELETE FROM dst');
      let read = 0;
      for (const [index, end] of ends.slice(1).entries()) {
        const incremental = { column: name, type, after: { value: ends[index] ?? '', until: end } };
        const { observation, lines } = await move('append', {
          columns: [...new Set(['id', name])].map((each) => ({ name: each, type: each === name ? type : null })),
          incremental,
        });
        expect(observation, lines.join('\n')).toMatchObject({ state: 'succeeded' });
        expect(observation.cursor).toBeUndefined();
        read += observation.metrics.rowsRead ?? 0;
      }
      // a row of two parts would stand in the way of itself
      const within = `${name} > '${ends[0]}' AND ${name} <= '${ends.at(-1)}'`;
      expect(read).toBe(await scalar(`SELECT COUNT(*) FROM src WHERE ${within}`));
      expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(read);
    };
    const stamp = async (offset: number): Promise<string> =>
      String(
        await scalar(
          `SELECT DATE_FORMAT(stamp, "%Y-%m-%d %H:%i:%s.%f") FROM src ORDER BY stamp LIMIT 1 OFFSET ${offset}`,
        ),
      );
    await until([await stamp(0), await stamp(1), await stamp(5), await stamp(99)], 'stamp', 'timestamptz(6)');
    const id = (offset: number): string => String(18446744073709000000n + BigInt(offset));
    await until([id(-1), id(3), id(4), id(200)], 'id', 'decimal(20,0)');
  });

  it('refuses rows that the server refuses, one by one, and keeps nothing when they are too many', async () => {
    await admin.query('DELETE FROM dst');
    await admin.query('INSERT INTO dst (id) VALUES (18446744073709000002)');
    const failed = await move('append', { query: 'SELECT * FROM src LIMIT 10' });
    expect(failed.observation).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED' } });
    expect(failed.observation.reason?.message).toMatch(/row 3 at the sink: .*Duplicate entry/);
    expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(1);
  });

  it('says clearly what is wrong with an address, a password, a table and a column', async () => {
    await using dir = await tempDir();
    const run = async (
      change: Record<string, string>,
      table = 'src',
      sinkTable = 'dst',
      query?: string,
    ): Promise<unknown> => {
      const { observation } = await runLocal(dir.path, {
        source: { connector: 'mysql', connection: { ...connection(), ...change }, table, query: query ?? null },
        sink: { connector: 'mysql', connection: connection(), table: sinkTable },
      });
      return observation.reason;
    };
    const refused = { code: 'SECRET_REFUSED', retryable: false };
    expect(await run({ password: 'wrong-password' })).toMatchObject(refused);
    expect(JSON.stringify(await run({ password: 'wrong-password' }))).not.toContain('wrong-password');
    expect(await run({ port: '1' })).toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
    expect(await run({}, 'nope')).toMatchObject({
      code: 'JOB_FAILED',
      retryable: false,
      message: expect.stringMatching(/nope/),
    });
    expect(await run({}, 'src', 'missing')).toMatchObject({
      code: 'JOB_FAILED',
      message: expect.stringMatching(/missing.*id, small/),
    });
    expect(await run({}, 'src', 'dst', 'SELECT 1 AS other')).toMatchObject({
      message: 'the table dst has no column other',
    });
  });

  it('stops within a second, and leaves the target untouched when stopped or cut off in the middle', async () => {
    await using dir = await tempDir();
    await admin.query('DELETE FROM dst');
    for (const way of ['stop', 'kill'] as const) {
      const engine = localEngine(dir.path);
      const request = launchRequest(
        localJob({
          source: { connector: 'mysql', connection: connection(), table: 'src' },
          sink: { connector: 'mysql', connection: connection(), table: 'dst' },
          bytesPerSecond: 1_000_000,
        }),
        way,
      );
      const ref = engine.reserve(request);
      await engine.submit(request, ref, () => {});
      while (((await engine.observe(request, ref, () => {})).metrics.rowsWritten ?? 0) === 0)
        await new Promise(setImmediate);
      const begin = performance.now();
      if (way === 'stop') await engine.stop(request, ref);
      else {
        const [ids] = await admin.query({
          sql: 'SELECT id FROM information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID()',
          values: [database],
          rowsAsArray: true,
        });
        for (const [id] of ids as number[][]) await admin.query(`KILL CONNECTION ${id}`).catch(() => {});
      }
      const observation = await untilEnded(engine, request, ref);
      expect(performance.now() - begin).toBeLessThan(20_000);
      expect(observation.reason, way).toMatchObject(
        way === 'stop' ? { code: 'JOB_CANCELLED' } : { code: 'ENGINE_UNREACHABLE', retryable: true },
      );
      // The server rolls back by itself once it has seen the connection go.
      for (let look = 0; look < 100 && (await scalar('SELECT COUNT(*) FROM dst')) !== 0; look += 1)
        await new Promise(setImmediate);
      expect(await scalar('SELECT COUNT(*) FROM dst')).toBe(0);
    }
  });
});
