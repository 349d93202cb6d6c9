import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { demoServer } from '../../../test/support/demo-server.ts';
import { publishedSchema } from '../../../test/support/published-schema.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import {
  createPinoLog,
  createSystemClock,
  openStore,
  type Clock,
  type DutyState,
  type Store,
} from '../../runtime/index.ts';
import type { Readiness } from './readiness.ts';

/** The system's clock, put forward by hand. */
function movableClock(): Clock & { move(ms: number): void } {
  const clock = createSystemClock();
  let ahead = 0;
  return { ...clock, now: () => clock.now() + ahead, move: (ms) => void (ahead += ms) };
}

const nobody = (duty: DutyState['duty']): DutyState => ({ duty, here: false, holder: undefined });

async function looking(options: { duties?: () => readonly DutyState[]; store?: Store } = {}) {
  const clock = movableClock();
  const { duties, store } = options;
  const demo = await demoServer({
    history: 1,
    clock,
    ...(store === undefined ? {} : { store }),
    ...(duties === undefined ? {} : { duties: async () => duties() }),
  });
  const look = async () => {
    const answer = await demo.server.inject('/readyz?verbose');
    const validate = publishedSchema('readyz');
    validate(answer.json());
    expect(validate.errors ?? []).toEqual([]);
    const { status, parts } = answer.json<Readiness>();
    const partOf = (name: string) => parts.find((part) => part.name === name);
    return { code: answer.statusCode, status, names: parts.map(({ name }) => name), partOf };
  };
  return { clock, demo, look, [Symbol.asyncDispose]: () => demo[Symbol.asyncDispose]() };
}

describe('what one process at a time does', () => {
  it('may be done by another process, and by nobody for a while, which degrades it after that', async () => {
    let duties = [nobody('leader'), nobody('scheduler'), nobody('relay')];
    await using made = await looking({ duties: () => duties });
    expect((await made.look()).partOf('leader')).toMatchObject({ state: 'ok', seen: expect.stringMatching(/^nobody/) });
    made.clock.move(16_000);
    const late = await made.look();
    expect(late.code).toBe(200);
    expect(late.partOf('leader')).toMatchObject({ state: 'degraded', seen: expect.stringMatching(/^nobody leads/) });
    expect(late.partOf('scheduler')).toMatchObject({ state: 'degraded', seen: expect.stringMatching(/^nobody sched/) });
    duties = [{ ...nobody('leader'), holder: 'host-b/1' }, { ...nobody('scheduler'), here: true }, nobody('relay')];
    const taken = await made.look();
    expect(taken.partOf('leader')).toMatchObject({ state: 'ok', seen: 'host-b/1 leads' });
    expect(taken.partOf('scheduler')).toMatchObject({ state: 'ok', seen: 'this process schedules' });
    // what was held a moment ago has its time to be taken
    duties = [nobody('leader')];
    made.clock.move(5_000);
    expect((await made.look()).partOf('leader')).toMatchObject({
      state: 'ok',
      seen: expect.stringMatching(/[5-9] s ago$/),
    });
  });

  it('is degraded where it cannot be asked', async () => {
    await using made = await looking({ duties: () => [{ ...nobody('leader'), unanswered: 'Redis is away' }] });
    expect((await made.look()).partOf('leader')).toMatchObject({
      state: 'degraded',
      seen: 'who leads cannot be asked: Redis is away',
    });
  });

  it('is left out where the process has no way to know', async () => {
    await using made = await looking({ duties: () => [] });
    expect((await made.look()).names).toEqual(['store', 'migrations', 'source', 'executors', 'presence']);
  });
});

describe('the relay', () => {
  it('is as late as the oldest event of the store, whoever publishes', async () => {
    await using made = await looking({ duties: () => [{ ...nobody('relay'), holder: 'host-b/1' }] });
    expect((await made.look()).partOf('relay')).toMatchObject({
      state: 'ok',
      seen: 'host-b/1 publishes events; no event waits',
    });
    await made.demo.server.inject({ method: 'POST', url: '/api/v1/pipelines/orders-to-ods/runs', payload: {} });
    expect((await made.look()).partOf('relay')?.state).toBe('ok');
    made.clock.move(61_000);
    expect((await made.look()).partOf('relay')).toMatchObject({
      state: 'degraded',
      seen: expect.stringMatching(/^host-b\/1 publishes events; the oldest event waits for \d+ s$/),
    });
  });
});

describe('the schema', () => {
  const reading = async (change: (database: InstanceType<typeof DatabaseSync>) => void) => {
    const folder = await tempDir();
    const path = join(folder.path, 'store.db');
    const log = createPinoLog({ level: 'silent' });
    const store = await openStore({ kind: 'sqlite', path }, createSystemClock(), log);
    const database = new DatabaseSync(path);
    change(database);
    database.close();
    const made = await looking({ store });
    const ready = await made.demo.server.inject('/readyz');
    const look = await made.look();
    await made[Symbol.asyncDispose]();
    await store.close();
    await folder[Symbol.asyncDispose]();
    return { ready: ready.statusCode, code: look.code, migrations: look.partOf('migrations') };
  };

  it('is that of the build', async () => {
    expect(await reading(() => undefined)).toMatchObject({ ready: 200, code: 200, migrations: { state: 'ok' } });
  });

  it('may be that of a newer build which this one goes on with', async () => {
    const seen = await reading((database) => {
      database.exec(`insert into sluice_migration values (99, 'later', '${'0'.repeat(64)}', 0)`);
      database.exec('insert into sluice_migration_reach values (99, 1)');
    });
    expect(seen).toMatchObject({
      ready: 200,
      code: 200,
      migrations: { state: 'degraded', seen: expect.stringContaining('newer than') },
    });
  });

  it('makes it unready where this build does not go with it', async () => {
    const seen = await reading((database) => {
      database.exec(`insert into sluice_migration values (99, 'later', '${'0'.repeat(64)}', 0)`);
      database.exec('insert into sluice_migration_reach values (99, 99)');
    });
    expect(seen).toMatchObject({ ready: 503, code: 503, migrations: { state: 'failed' } });
  });

  it('makes it unready where steps are missing, as in an older copy', async () => {
    const seen = await reading((database) => database.exec('delete from sluice_migration where number = 8'));
    expect(seen).toMatchObject({ ready: 503, code: 503, migrations: { state: 'failed' } });
  });
});
