import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { describe, expect, test } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { schedulerLease, type Store } from '../../src/runtime/ports/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { stack } from '../support/stack.ts';
import { allEvents, expectWholeChains } from '../support/store-contract/events.ts';
import { fire, MINUTE, START, startedRun, withPipeline } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb } = await stack();
const SCHEDULER = schedulerLease({ project: 'shop', environment: 'prod' });
const run = promisify(execFile);

/** The tool of docs/backup.md, where this host has it. */
const hasDump = await run('mariadb-dump', ['--version']).then(
  () => true,
  () => false,
);

describe.skipIf(mariadb === undefined || !hasDump)('a backup by mariadb-dump', () => {
  if (mariadb === undefined) return;
  const { host, port, username, password } = mariadb;
  const login = [`--host=${host}`, `--port=${port}`, `--user=${username}`];
  const env = { PATH: process.env['PATH'] ?? '', MYSQL_PWD: password };

  test('is one moment of a store that is written meanwhile, and what is put back goes on', async () => {
    await using folder = await tempDir();
    const database = `sluice_backup_${createSystemRandom().hex(8)}`;
    const store = createMysqlStore({ host, port, username, password, database, clock: createSystemClock() });
    const connection = await createConnection({ host, port, user: username, password });
    let restored: Store | undefined;
    try {
      await store.open(START);
      const held = await startedRun(store, 'sales');
      const { fence, artefact } = await withPipeline(store, 'orders');
      let written = 0;
      let over = false;
      const writing = (async () => {
        for (; !over; written++) {
          const at = START + written * MINUTE;
          await store.recordFire(fence, fire(artefact, at), `run-${written}`, at);
        }
      })();
      await expect.poll(() => written).toBeGreaterThan(20);
      const file = path.join(folder.path, 'backup.sql');
      const dump = ['--single-transaction', '--skip-lock-tables', '--no-tablespaces', `--result-file=${file}`];
      await run('mariadb-dump', [...login, ...dump, database], { env });
      over = true;
      await writing;
      const before = { fence: await store.nextFence(SCHEDULER, 0), madeAt: await store.madeAt() };

      await connection.query('DROP DATABASE ??', [database]);
      await connection.query('CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', [database]);
      await using sql = await open(file);
      const load = run('mariadb', [...login, database], { env });
      sql.createReadStream().pipe(load.child.stdin ?? process.stdout);
      await load;

      restored = createMysqlStore({ host, port, username, password, database, clock: createSystemClock() });
      await restored.open(START);
      // One moment: every run has its event, every event its run, and chains are whole.
      const events = await allEvents(restored);
      expectWholeChains(events);
      const scheduled = events.filter(({ type }) => type === 'run.scheduled').map(({ data }) => data['run']);
      const runs = (await restored.listRuns({ project: 'shop', limit: 10_000 })).items.map(({ id }) => id);
      expect(scheduled.toSorted()).toEqual(runs.toSorted());
      expect(runs.length).toBeGreaterThan(20);
      expect(runs.length).toBeLessThan(written + 2);
      // What was under way then is adopted by the id that its engine knows.
      const later = START + 60 * MINUTE;
      const adopted = await restored.adoptRun(held, 'two', later + MINUTE, later);
      expect(adopted?.attempts.map(({ engineRef }) => engineRef.id)).toEqual([`job-${held}`]);
      // The fence went back with the store. Redis knows the term that it last gave out, and is gone on from.
      expect(await restored.madeAt()).toBe(before.madeAt);
      expect(await restored.currentFence(SCHEDULER)).toBeLessThan(before.fence);
      expect(await restored.nextFence(SCHEDULER, before.fence + 1)).toBe(before.fence + 1);
      await expect(restored.setNextFireTime(before.fence, artefactKey, later)).rejects.toMatchObject({
        code: 'STORE_FENCED',
      });
    } finally {
      await store.close();
      await restored?.close();
      await connection.query('DROP DATABASE IF EXISTS ??', [database]);
      await connection.end();
    }
  });
});

const artefactKey = { project: 'shop', environment: 'prod', pipeline: 'orders' };
