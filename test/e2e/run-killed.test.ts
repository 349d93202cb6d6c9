import { DatabaseSync } from '@photostructure/sqlite';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failpointTrap } from '../support/failpoint-trap.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const ROWS = 20;
const FIRE = '2026-03-01T00:00:00Z';

const FILES = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local } }
`,
  'datasources/from.yaml': 'name: from\ntype: sqlite\npath: from.db\n',
  'datasources/to.yaml': 'name: to\ntype: sqlite\npath: to.db\n',
  'pipelines/feed.yaml': `name: feed
schedule: manual
retry: { attempts: 3, backoff: fixed, initial: 100ms }
source:
  datasource: from
  table: rows_from
  columns: [{ name: id, type: bigint }]
  incremental: { column: id }
sink: { datasource: to, table: rows_to, mode: append }
`,
};

describe('sluice run whose process is killed', () => {
  it.each([
    ['with its claim', 5],
    ['before its job', 6],
  ])('%s is finished by the next one, which reads on from there', async (_when, nth) => {
    await using host = await killedHost(nth);
    const next = await host.run();
    expect(next).toMatchObject({ code: 0, stdout: expect.stringContaining('0 rows written') });
    expect(next.stderr).toContain('finished a run that a process had left');
    expect(host.sink()).toEqual(host.source);
    expect(host.states()).toEqual(['succeeded', 'succeeded']);
  });

  it('is taken to its end where it is asked for once more', async () => {
    await using host = await killedHost(6, ['--fire', FIRE]);
    const again = await host.run(['--fire', FIRE]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`${ROWS} rows written`) });
    expect(host.sink()).toEqual(host.source);
    expect(host.states()).toEqual(['succeeded']);
  });
});

/** A project in which a run has died before its nth commit. */
async function killedHost(nth: number, args: readonly string[] = []) {
  const folder = await tempDir('sluice-run-killed-');
  await writeFiles(folder.path, FILES);
  const open = (file: string) => new DatabaseSync(path.join(folder.path, file));
  const [from, to] = [open('from.db'), open('to.db')];
  from.exec('create table rows_from (id integer primary key)');
  to.exec('create table rows_to (id integer)');
  const source = Array.from({ length: ROWS }, (_, index) => index + 1);
  for (const id of source) from.prepare('insert into rows_from values (?)').run(id);
  const trap = failpointTrap(folder.path, 'run');
  const run = (more: readonly string[] = [], env = {}) =>
    sluice(['run', 'feed', '--lang', 'en', ...more], { cwd: folder.path, env });
  await trap.arm(/^store\.commit:before$/, nth);
  expect((await run(args, trap.env)).signal).toBe('SIGKILL');
  return {
    run,
    source,
    sink: () => to.prepare('select id from rows_to order by id').all().map(numberOf),
    states(): readonly string[] {
      using store = opened(open('.sluice/state/sluice.db'));
      return store.database
        .prepare('select state from sluice_run')
        .all()
        .map((row) => String((row as { state: unknown }).state));
    },
    async [Symbol.asyncDispose]() {
      for (const database of [from, to]) database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function numberOf(row: unknown): number {
  return Number((row as { id: unknown }).id); // a row is an object by column
}

function opened(database: InstanceType<typeof DatabaseSync>) {
  return { database, [Symbol.dispose]: () => database.close() };
}
