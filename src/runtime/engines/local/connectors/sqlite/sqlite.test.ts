import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import {
  localEngine,
  localJob,
  launchRequest,
  runLocal,
  untilEnded,
} from '../../../../../../test/support/local-job.ts';
import { tempDir } from '../../../../../../test/support/temp-dir.ts';

const COLUMNS = [
  { name: 'id', type: 'int64' },
  { name: 'v', type: 'decimal(38,4)' },
];
const connection = { path: 'w.db' };

async function csv(dir: string, ...rows: string[]): Promise<void> {
  await writeFile(join(dir, 'a.csv'), `id,v\n${rows.join('\n')}\n`);
}

function contents(dir: string, sql = 'select id, v from t order by rowid'): unknown[] {
  const database = new DatabaseSync(join(dir, 'w.db'));
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const rows: unknown[] = statement.all();
  database.close();
  return rows;
}

function intoTable(preSql: readonly string[]): Parameters<typeof runLocal>[1] {
  return {
    source: { connector: 'file', path: 'a.csv', columns: COLUMNS },
    sink: { connector: 'sqlite', connection, table: 't', preSql },
  };
}

function readsTable(): Parameters<typeof runLocal>[1] {
  return {
    source: { connector: 'sqlite', connection, table: 't', columns: COLUMNS },
    sink: { connector: 'file', path: 'out.csv', file: { type: 'csv' } },
  };
}

/** Its cache is too small for what it writes, so that a part of it is in the file already when it dies. */
const KILLED_WRITER = `
import { DatabaseSync } from '@photostructure/sqlite';
const database = new DatabaseSync(process.argv[1]);
database.exec("create table t (id integer, v text); insert into t values (1, '1.5'); pragma cache_size = 5; begin immediate");
const insert = database.prepare('insert into t values (?, ?)');
for (let id = 2; id < 5000; id++) insert.run(id, '0'.repeat(500));
process.kill(process.pid, 'SIGKILL');
`;

describe('sqlite connector', () => {
  it('creates the table and appends, upserts, replaces and overwrites', async () => {
    await using dir = await tempDir();
    const write = async (
      mode: 'append' | 'upsert' | 'replace' | 'overwrite',
      ...rows: string[]
    ): ReturnType<typeof runLocal> => {
      await csv(dir.path, ...rows);
      return runLocal(dir.path, {
        source: { connector: 'file', path: 'a.csv', columns: COLUMNS },
        sink: { connector: 'sqlite', connection, table: 't', mode, key: ['id'] },
      });
    };
    await write('append', '1,1234567890123456789012.5', '2,2');
    expect(contents(dir.path)).toEqual([
      [1, '1234567890123456789012.5000'],
      [2, '2.0000'],
    ]);
    expect((await write('append', '3,3', '2,2')).observation).toMatchObject({
      state: 'failed',
      reason: { code: 'ROWS_REFUSED' },
    });
    expect(contents(dir.path)).toHaveLength(2);
    for (let again = 0; again < 2; again += 1)
      expect((await write('upsert', '2,9', '3,3')).observation.state).toBe('succeeded');
    expect(contents(dir.path)).toEqual([
      [1, '1234567890123456789012.5000'],
      [2, '9.0000'],
      [3, '3.0000'],
    ]);
    await write('replace', '1,0');
    expect(contents(dir.path, 'select id, v from t order by id')).toEqual([
      [1, '0.0000'],
      [2, '9.0000'],
      [3, '3.0000'],
    ]);
    await write('overwrite', '7,7');
    expect(contents(dir.path)).toEqual([[7, '7.0000']]);
  });

  it('reads only what is new, and keeps the cursor when there is nothing', async () => {
    await using dir = await tempDir();
    const database = new DatabaseSync(join(dir.path, 'w.db'));
    database.exec(
      "create table s (id integer, at timestamp); insert into s values (1, '2026-01-01 00:00:00'), (2, '2026-01-01 00:00:05')",
    );
    const run = async (after: string): ReturnType<typeof runLocal> =>
      runLocal(dir.path, {
        source: {
          connector: 'sqlite',
          connection,
          table: 's',
          columns: [
            { name: 'id', type: 'int64' },
            { name: 'at', type: 'timestamp(0)' },
          ],
          incremental: { column: 'at', type: 'timestamp(0)', after },
        },
        sink: { connector: 'sqlite', connection, table: 't' },
      });
    const first = await run('');
    expect(first.observation).toMatchObject({ state: 'succeeded', cursor: '2026-01-01 00:00:05' });
    expect((await run('2026-01-01 00:00:05')).observation).toMatchObject({ metrics: { rowsRead: 0 } });
    database.exec("insert into s values (3, '2026-01-01 00:00:05.5')");
    const third = await run('2026-01-01 00:00:05');
    expect(third.observation).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED' } });
    database.exec("update s set at = '2026-01-01 00:00:06' where id = 3");
    database.close();
    expect((await run('2026-01-01 00:00:05')).observation).toMatchObject({ cursor: '2026-01-01 00:00:06' });
    expect(contents(dir.path, 'select id from t')).toEqual([[1], [2], [3]]);
  });

  it.each([
    ['int64', 'id', ['0', '2', '5', '9007199254740993', '9223372036854775807']],
    ['decimal(10,2)', 'amount', ['-1', '0.5', '1.25', '99']],
    ['timestamp(3)', 'at', ['2025-12-31', '2026-01-01 00:00:00', '2026-01-01 00:00:05', '2027-01-01']],
  ])('reads the parts of a range of %s, each row once, and reports no cursor', async (type, column, ends) => {
    await using dir = await tempDir();
    const database = new DatabaseSync(join(dir.path, 'w.db'));
    database.exec(`create table s (id integer, amount real, at timestamp);
      insert into s values (1, 0.25, '2026-01-01 00:00:00'), (2, 0.5, '2026-01-01 00:00:00'),
        (5, 1.25, '2026-01-01 00:00:04.999'), (9007199254740993, 1.5, '2026-01-01 00:00:05'),
        (9007199254740994, 3, '2026-01-01 00:00:05.001'), (9223372036854775807, 99, '2026-12-31 23:59:59')`);
    database.close();
    for (const [index, until] of ends.slice(1).entries()) {
      const after = { value: ends[index] ?? '', until };
      const { observation } = await runLocal(dir.path, {
        source: {
          connector: 'sqlite',
          connection,
          table: 's',
          where: 'id > 0 or id < 0',
          columns: [...(column === 'id' ? [] : [{ name: 'id', type: 'int64' }]), { name: column, type }],
          incremental: { column, type, after },
        },
        sink: { connector: 'sqlite', connection, table: 't' },
      });
      expect(observation).toMatchObject({ state: 'succeeded' });
      expect(observation.cursor).toBeUndefined();
    }
    const ids = (table: string): unknown[] => contents(dir.path, `select cast(id as text) from ${table} order by id`);
    expect(ids('t')).toEqual(ids('s'));
  });

  it('keeps 64-bit integers, bytes and NULL exact from table to table', async () => {
    await using dir = await tempDir();
    const database = new DatabaseSync(join(dir.path, 'w.db'));
    database.exec(
      "create table s (id bigint, b blob, n text, flag boolean); insert into s values (9223372036854775807, x'00ff', null, 1)",
    );
    database.close();
    const { observation, lines } = await runLocal(dir.path, {
      source: { connector: 'sqlite', connection, table: 's' },
      sink: { connector: 'sqlite', connection, table: 't' },
    });
    expect(observation, lines.join('\n')).toMatchObject({ state: 'succeeded' });
    expect(contents(dir.path, 'select cast(id as text), hex(b), n, flag from t')).toEqual([
      ['9223372036854775807', '00FF', null, 1],
    ]);
    expect(lines).toContain('written as: id int64, b bytes, n string, flag bool');
  });

  it('leaves the target as it was when a run is stopped in the middle, within a second', async () => {
    await using dir = await tempDir();
    await csv(dir.path, ...Array.from({ length: 20_000 }, (_, id) => `${id},1`));
    const engine = localEngine(dir.path);
    const source = { connector: 'file', path: 'a.csv', columns: COLUMNS };
    for (const mode of ['append', 'overwrite'] as const) {
      await runLocal(dir.path, {
        source: { ...source, path: 'a.csv', where: 'id < 3' },
        sink: { connector: 'sqlite', connection, table: 't', mode: 'overwrite' },
      });
      const request = launchRequest(
        localJob({ source, sink: { connector: 'sqlite', connection, table: 't', mode }, bytesPerSecond: 20_000 }),
        mode,
      );
      const ref = engine.reserve(request);
      await engine.submit(request, ref, () => {});
      while (((await engine.observe(request, ref, () => {})).metrics.rowsWritten ?? 0) === 0)
        await new Promise(setImmediate);
      const before = performance.now();
      await engine.stop(request, ref);
      const observation = await untilEnded(engine, request, ref);
      expect(performance.now() - before).toBeLessThan(5000);
      expect(observation).toMatchObject({ state: 'cancelled', reason: { code: 'JOB_CANCELLED', retryable: false } });
      expect(contents(dir.path)).toHaveLength(3);
    }
    await engine.close();
  });

  it('waits for another writer without holding up the process', async () => {
    await using dir = await tempDir();
    await csv(dir.path, '1,1');
    const database = new DatabaseSync(join(dir.path, 'w.db'));
    database.exec('pragma journal_mode = wal; create table t (id integer, v text); begin immediate');
    const running = runLocal(dir.path, {
      source: { connector: 'file', path: 'a.csv' },
      sink: { connector: 'sqlite', connection, table: 't' },
    });
    for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    database.exec('commit');
    database.close();
    expect((await running).observation).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 1 } });
  });

  it('reads a file whose writer was killed while it wrote, as that was before', async () => {
    await using dir = await tempDir();
    const file = join(dir.path, 'w.db');
    const killed = spawnSync(process.execPath, ['--input-type=module', '-e', KILLED_WRITER, file], {
      cwd: import.meta.dirname,
    });
    expect([killed.signal, existsSync(`${file}-journal`)]).toEqual(['SIGKILL', true]);
    const { observation } = await runLocal(dir.path, readsTable());
    expect(observation).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 1 } });
    expect(await readFile(join(dir.path, 'out.csv'), 'utf8')).toBe('id,v\n1,1.5000\n');
  });

  it('waits until another connection has committed that waits to', async () => {
    await using dir = await tempDir();
    const writer = new DatabaseSync(join(dir.path, 'w.db'), { timeout: 0 });
    writer.exec("create table t (id integer, v text); insert into t values (1, '1.5')");
    const reader = new DatabaseSync(join(dir.path, 'w.db'), { readOnly: true });
    const rows = reader.prepare('select id from t').iterate();
    rows.next();
    writer.exec("begin immediate; insert into t values (2, '2.5')");
    // from here on nobody new may read, and the one who reads is waited for
    expect(() => writer.exec('commit')).toThrow(/locked/);
    const running = runLocal(dir.path, readsTable());
    await sleep(200);
    rows.return?.();
    reader.close();
    writer.exec('commit');
    writer.close();
    expect((await running).observation).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 2 } });
  });

  it('keeps nothing of a run for which the disk is too small', async () => {
    await using dir = await tempDir();
    await csv(dir.path, ...Array.from({ length: 5000 }, (_, id) => `${id},1`));
    await runLocal(dir.path, intoTable([]));
    // SQLite then answers as it does when the disk is full.
    const { observation } = await runLocal(dir.path, intoTable(['PRAGMA max_page_count = 40']));
    expect(observation).toMatchObject({ state: 'failed', reason: { code: 'DISK_FULL', retryable: false } });
    expect(contents(dir.path, 'select count(*) from t')).toEqual([[5000]]);
  });

  const faults: readonly [what: string, job: Parameters<typeof runLocal>[1], message: RegExp][] = [
    [
      'no database',
      {
        source: { connector: 'sqlite', connection: { path: 'none.db' }, table: 't' },
        sink: { connector: 'file', path: 'o.csv' },
      },
      /there is no database none\.db/,
    ],
    [
      'no table',
      { source: { connector: 'sqlite', connection, table: 'nope' }, sink: { connector: 'file', path: 'o.csv' } },
      /table nope.*no such table/,
    ],
    [
      'a column that the target does not have',
      {
        source: { connector: 'sqlite', connection, query: 'select 1 as id, 2 as extra' },
        sink: { connector: 'sqlite', connection, table: 't' },
      },
      /table t has no column extra/,
    ],
    [
      'upsert without an index',
      {
        source: { connector: 'sqlite', connection, query: 'select 1 as id' },
        sink: { connector: 'sqlite', connection, table: 't', mode: 'upsert', key: ['id'] },
      },
      /ON CONFLICT/,
    ],
    [
      'a file that is no database',
      {
        source: { connector: 'sqlite', connection: { path: 'bad.db' }, table: 't' },
        sink: { connector: 'file', path: 'o.csv' },
      },
      /not a database/,
    ],
  ];
  it.each(faults)('says clearly what is wrong: %s', async (_, job, message) => {
    await using dir = await tempDir();
    const database = new DatabaseSync(join(dir.path, 'w.db'));
    database.exec('create table t (id integer)');
    database.close();
    await writeFile(join(dir.path, 'bad.db'), 'x'.repeat(5000));
    const { observation } = await runLocal(dir.path, job);
    expect(observation).toMatchObject({ state: 'failed', reason: { retryable: false } });
    expect(observation.reason?.message).toMatch(message);
  });
});
