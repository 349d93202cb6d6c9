import { randomBytes } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Store } from '../../src/runtime/ports/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { stack } from '../support/stack.ts';
import { LEADER, MINUTE, SCOPE, START } from '../support/store-contract/fixtures.ts';
import { troubledProxy, type TroubledProxy } from '../support/troubled-proxy.ts';

const PIPELINES = 100_000;
const RUNS = 20_000;
const AT_ONCE = 2_000;
const CROWDED = { project: 'crowded', environment: 'prod' };
/** The first byte of a command that is a statement as text, behind the four of its length and number. */
const COM_QUERY = 0x03;
const COMMAND_AT = 4;
const LIMIT = 500;

const { mariadb } = await stack();

describe.skipIf(mariadb === undefined)('what is asked again and again of a store with 100,000 pipelines', () => {
  if (mariadb === undefined) return;
  const { host, port, username: user, password } = mariadb;
  const database = `sluice_explain_${randomBytes(6).toString('hex')}`;
  let admin: Connection;
  let proxy: TroubledProxy;
  let store: Store;
  let fence: number;

  beforeAll(async () => {
    admin = await createConnection({ host, port, user, password });
    proxy = await troubledProxy({ host, port });
    store = createMysqlStore({
      host,
      port: proxy.port,
      username: user,
      password,
      database,
      clock: createSystemClock(),
    });
    await store.open(START);
    await admin.changeUser({ database });
    fence = await store.nextFence(LEADER, 0);
    await fill();
  });
  afterAll(async () => {
    await store.close();
    await proxy[Symbol.asyncDispose]();
    await admin.query('DROP DATABASE IF EXISTS ??', [database]);
    await admin.end();
  });

  /** A fire a minute for each pipeline, spread over the day; of each fifth one a run that waits, is due, is tried again, or is over. */
  async function fill(): Promise<void> {
    const { project, environment } = SCOPE;
    const states = ['waiting', 'scheduled', 'retry-wait', 'succeeded', 'succeeded'] as const;
    await insert('sluice_deployment', PIPELINES, (index) => ({
      project,
      environment,
      pipeline: `p${index}`,
      generation: 1,
      observed_generation: 1,
      artefact_digest: 'sha256:one',
      revision: 'r',
      state: 'active',
      next_fire_time: START + index * 864,
      // of each third the fire is put off
      due_at: index % 3 === 0 ? START + index * 864 + MINUTE : null,
      last_fire_time: null,
      applied_at: START,
    }));
    await insert('sluice_run', RUNS, (index) => ({
      id: `run-${index}`,
      project,
      environment,
      pipeline: `p${index * 5}`,
      fire_time: START - MINUTE,
      previous_fire_time: START - 2 * MINUTE,
      trigger_kind: 'schedule',
      artefact_digest: 'sha256:one',
      engine_type: 'local',
      state: index < 100 ? (states[index % states.length] ?? 'waiting') : index % 2 === 0 ? 'succeeded' : 'scheduled',
      parameters: '{}',
      bound_values: '{}',
      created_at: START,
      earlier_attempts: 0,
      not_before: START - MINUTE,
      claim_rank: index,
      pools: '',
      metrics: '{}',
    }));
    // of another project: so many of one pool that is full, and a few of one that is not
    await insert('sluice_pool', 2, (index) => ({
      ...CROWDED,
      name: ['full', 'roomy'][index],
      slots: 1,
    }));
    await insert('sluice_run', RUNS + 2, (index) => ({
      ...CROWDED,
      id: `crowd-${index}`,
      pipeline: `c${index}`,
      fire_time: START - MINUTE,
      previous_fire_time: START - 2 * MINUTE,
      trigger_kind: 'schedule',
      artefact_digest: 'sha256:one',
      engine_type: 'local',
      state: index === 0 ? 'running' : index % 2 === 0 ? 'retry-wait' : 'scheduled',
      parameters: '{}',
      bound_values: '{}',
      created_at: START,
      earlier_attempts: 0,
      not_before: START - MINUTE,
      claim_rank: index,
      pools: index <= RUNS ? 'full' : 'roomy',
      metrics: '{}',
    }));
    await insert('sluice_deadline', RUNS, (index) => ({
      run_id: `run-${index}`,
      project,
      environment,
      start_by: START + index * MINUTE,
    }));
    await admin.query('ANALYZE TABLE sluice_deployment, sluice_run, sluice_deadline');
  }

  async function insert(table: string, count: number, row: (index: number) => Record<string, unknown>): Promise<void> {
    const columns = Object.keys(row(0));
    for (let start = 0; start < count; start += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, index) => row(start + index));
      await admin.query('INSERT INTO ?? (??) VALUES ?', [table, columns, rows.map((each) => Object.values(each))]);
    }
  }

  /** What the server says of each table that `ask` reads: by which index, and what it does beside. */
  async function planOf(ask: () => Promise<unknown>): Promise<readonly { key: string; extra: string }[]> {
    const statements: string[] = [];
    proxy.passage = (request) => {
      const statement = request[COMMAND_AT] === COM_QUERY ? request.toString('utf8', COMMAND_AT + 1) : '';
      if (/^(select .* from `?sluice_|select \()/is.test(statement)) statements.push(statement);
      return 'pass';
    };
    await ask();
    proxy.passage = () => 'pass';
    expect(statements).not.toEqual([]);
    const plans = [];
    for (const statement of statements) {
      const [rows] = await admin.query<RowDataPacket[]>(`EXPLAIN ${statement}`);
      for (const row of rows) {
        if (row['table'] === null || String(row['table']).startsWith('<')) continue;
        plans.push({ key: String(row['key']), extra: String(row['Extra']) });
      }
    }
    return plans;
  }

  const due = ['sluice_deployment_clock'];
  const states = [
    'sluice_run_claimable',
    'sluice_run_claim',
    'sluice_run_held',
    'sluice_run_expiry',
    'sluice_run_ranked',
  ];
  const asks: readonly (readonly [what: string, keys: readonly string[], ask: () => Promise<unknown>])[] = [
    ['which fires are due', due, () => store.dueDeployments(SCOPE, START + MINUTE, LIMIT)],
    ['when to look again', due, () => store.scheduleOutlook(SCOPE)],
    ['which runs wait', states, () => store.waitingRuns(SCOPE)],
    [
      'which runs to take next',
      ['sluice_run_ranked'],
      () => store.claimRuns(SCOPE, 'one', ['local'], 10, START + MINUTE, START),
    ],
    [
      'which runs of pools to take next',
      ['sluice_run_ranked'],
      () => store.claimRuns(CROWDED, 'two', ['local'], 10, START + MINUTE, START),
    ],
    [
      'which runs nobody has started in time',
      ['sluice_deadline_next'],
      () => store.endOverdue(fence, SCOPE, { code: 'STARTING_DEADLINE', message: 'late' }, START + MINUTE, LIMIT),
    ],
    [
      'the runs that waiting ones wait for',
      ['sluice_run_fire'],
      () =>
        store.newestRunsIn(
          SCOPE,
          [5, 10, 15].map((index) => ({ pipeline: `p${index}`, after: START - 2 * MINUTE, upTo: START })),
        ),
    ],
    ['what of a pipeline is open', ['sluice_run_in_state'], () => store.openRuns({ ...SCOPE, pipeline: 'p5' })],
  ];
  test.each(asks)('%s is answered by an index, in its order', async (_what, keys, ask) => {
    const plans = await planOf(ask);
    expect(plans.map((plan) => plan.key)).not.toContain('null');
    const first = plans.find(({ key }) => keys.includes(key));
    expect(first, plans.map(({ key }) => key).join()).toBeDefined();
    // what is sorted was read before: as many rows as there are, however few are asked for
    expect(first?.extra).not.toContain('filesort');
  });

  test('a claim reads a few rows however many runs wait for a pool that is full', async () => {
    const rowsRead = async (): Promise<number> => {
      const [rows] = await admin.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Handler\\_read\\_%'");
      return rows.reduce((sum, row) => sum + Number(row['Value']), 0);
    };
    // reading the counters reads rows, too
    const idle = await rowsRead();
    const beside = (await rowsRead()) - idle;
    const before = await rowsRead();
    expect(await store.claimRuns(CROWDED, 'three', ['local'], 10, START + MINUTE, START)).toEqual([]);
    const read = (await rowsRead()) - before - beside;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(200);
  });
});
