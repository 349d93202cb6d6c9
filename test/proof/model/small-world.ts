import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createVirtualClock } from '../../../src/runtime/observe/index.ts';
import type { NewFire, Store } from '../../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../../src/runtime/store/index.ts';
import { compiled, deploy, LEADER, MINUTE, START } from '../../support/store-contract/fixtures.ts';
import { tempDir } from '../../support/temp-dir.ts';

/** What a process knows that is in no table: it is gone with a crash. */
export interface Mind {
  readonly name: string;
  /** Of the term that it takes for its own; it may be over. */
  readonly fence?: number;
  /** What it has found to be due, and not recorded yet. */
  readonly decided?: NewFire;
  /** The run that it drives, and how far it has come. */
  readonly drive?: {
    readonly runId: string;
    readonly phase: 'claimed' | 'lost' | 'started' | 'launched' | 'over';
    readonly attempt: number;
  };
}

type Statement = ReturnType<InstanceType<typeof DatabaseSync>['prepare']>;

export type Row = Readonly<Record<string, string | number | null>>;
export type Tables = Readonly<Record<TableName, readonly Row[]>>;

/** All there is: what is stored, what each process knows, and what time it is. */
export interface State {
  readonly tables: Tables;
  readonly minds: readonly Mind[];
  /** How often a job of a fire has run to its end, by the run's id. */
  readonly effects: Readonly<Record<string, number>>;
  readonly now: number;
  readonly crashes: number;
}

const TABLES = [
  'sluice_lease',
  'sluice_deployment',
  'sluice_run',
  'sluice_attempt',
  'sluice_event',
  'sluice_event_head',
] as const;
type TableName = (typeof TABLES)[number];

/** The real store, put into any state that it was in before. */
export interface SmallWorld extends AsyncDisposable {
  readonly store: Store;
  /** Nobody has done anything yet, and all fires are due. */
  readonly first: State;
  read(): Tables;
  write(tables: Tables): void;
}

/** Fire times of the one pipeline there is, oldest first. */
export function fireTimes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => START + (index + 1) * MINUTE);
}

export async function createSmallWorld(names: readonly string[], fires: readonly number[]): Promise<SmallWorld> {
  const folder = await tempDir();
  const path = join(folder.path, 'model.db');
  const store = createSqliteStore({ path, clock: createVirtualClock(START) });
  await store.open(START);
  const fence = await store.nextFence(LEADER, 0);
  await store.applyChanges(fence, 'revision-1', [deploy(compiled('orders'), fires[0])], START, 'reconciler');
  const database = new DatabaseSync(path);
  database.exec('pragma synchronous = off');
  // who deployed is no part of this world, and its lease lasts for ever
  database.exec('delete from sluice_lease');
  const prepared = new Map<string, Statement>();
  const prepare = (text: string): Statement => {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  const read = (): Tables =>
    // `as`: the tables hold text, numbers and nulls alone
    Object.fromEntries(
      TABLES.map((table) => [table, prepare(`select * from ${table} order by 1, 2, 3`).all() as Row[]]),
    ) as unknown as Tables;
  const write = (tables: Tables): void => {
    database.exec('begin immediate');
    for (const table of TABLES) {
      prepare(`delete from ${table}`).run();
      for (const row of tables[table]) {
        const columns = Object.keys(row);
        const places = columns.map(() => '?').join(', ');
        prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`).run(...Object.values(row));
      }
    }
    database.exec('commit');
  };
  const now = (fires.at(-1) ?? START) + 1;
  const first = { tables: read(), minds: names.map((name) => ({ name })), effects: {}, now, crashes: 0 };
  return {
    store,
    first,
    read,
    write,
    async [Symbol.asyncDispose]() {
      database.close();
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/**
 * What of a state decides what can become of it: not how late it is, but what has passed by then; not how large a fence is, but
 * whether it is the newest; not who is who. Two states of one digest are one.
 */
export function digestOf(state: State): string {
  const orders = permutations(state.minds.map(({ name }) => name));
  return orders.map((order) => digestAs(state, order)).reduce((least, text) => (text < least ? text : least));
}

/** @param order The names of the processes; each is called by its place in it. */
function digestAs({ tables, minds, effects, now, crashes }: State, order: readonly string[]): string {
  const newest = Math.max(0, ...tables.sluice_lease.map(({ fence }) => Number(fence)));
  const age = (fence: number | undefined): string => (fence === undefined ? '' : fence === newest ? 'newest' : 'old');
  const text = JSON.stringify([
    tables.sluice_lease.map(({ holder, expires_at: until }) => [holder, Number(until) > now]),
    tables.sluice_deployment.map(({ next_fire_time: next }) => next),
    tables.sluice_run.map((run) => [run['id'], run['state'], run['executor'], Number(run['claimed_until'] ?? 0) > now]),
    tables.sluice_attempt.map((attempt) => [
      attempt['run_id'],
      attempt['number'],
      attempt['state'],
      attempt['executor'],
      attempt['finished_at'] === null,
    ]),
    order.map((name) => {
      const { fence, decided, drive } = minds.find((mind) => mind.name === name) ?? {};
      return [age(fence), decided?.runId, drive];
    }),
    Object.entries(effects).toSorted(),
    crashes,
  ]);
  return order.reduce((told, name, place) => told.replaceAll(name, `#${place}`), text);
}

function permutations(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length <= 1) return [names];
  return names.flatMap((name) => permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));
}
