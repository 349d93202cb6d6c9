import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunJson } from '../../src/server/index.ts';
import { filesWith, spellings } from '../support/files-with.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice, type ProgramEnd } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { typedOrders, type TypedOrders } from '../support/typed-orders.ts';
import { writeFiles } from '../support/write-files.ts';

const { flink, mariadb } = await stack();
const ROWS = 100_000;
const WRONG = 'not-the-passw0rd/%';

describe.skipIf(flink === undefined || mariadb === undefined)('sluice run of 100,000 typed rows', () => {
  if (flink === undefined || mariadb === undefined) return;
  let orders: TypedOrders;
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    orders = await typedOrders(mariadb, ROWS);
  });
  beforeEach(() => orders.connection.query('TRUNCATE ods_orders'));
  afterAll(async () => {
    await orders[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const ENGINES = {
    'flink-sql': '{ type: flink-sql, version: "1.20", url: "${env:FLINK_URL}", gateway: "${env:GATEWAY_URL}" }',
    local: '{ type: local }',
  } as const;

  const run = async (engine: keyof typeof ENGINES, password = orders.login.password): Promise<ProgramEnd> => {
    await writeFiles(folder.path, orders.project(ENGINES[engine]));
    const env = {
      ...orders.environment,
      DB_PASSWORD: password,
      FLINK_URL: flink.rest,
      GATEWAY_URL: flink.gateway,
    };
    return sluice(['run', 'orders-to-ods', '--output', 'json'], { cwd: folder.path, env });
  };

  test.each(['flink-sql', 'local'] as const)('on %s the rows arrive, each as it was', async (engine) => {
    const end = await run(engine);
    expect(end.stderr).toBe('');
    expect(end.code).toBe(0);
    const result = runOf(end);
    expect(result).toMatchObject({ pipeline: 'orders-to-ods', state: 'succeeded', reason: null, trigger: 'manual' });
    expect(result.attempts).toHaveLength(1);
    if (engine === 'local') expect(result.metrics).toMatchObject({ rowsRead: ROWS, rowsWritten: ROWS });
    if (engine === 'flink-sql') {
      // Flink counts nothing in a job of one vertex: no figure at all, never a partial one.
      expect(result.metrics.rowsWritten ?? ROWS).toBe(ROWS);
      const id = result.attempts[0]?.engineId ?? '';
      const job = await (await fetch(`${flink.rest}/jobs/${id}`)).json();
      expect(job).toMatchObject({ jid: id, state: 'FINISHED' });
    }
    expect(await orders.differences()).toEqual([]);
    await expectNoSecret(end);
  });

  test.each(['flink-sql', 'local'] as const)('on %s a wrong password is refused, and is nowhere', async (engine) => {
    const end = await run(engine, WRONG);
    expect(end.code).toBe(1);
    const result = runOf(end);
    expect(result).toMatchObject({ state: 'failed', reason: { code: 'SECRET_REFUSED' } });
    expect(result.reason?.help).toMatch(/password|secret/i);
    expect(result.attempts).toHaveLength(1);
    await expectNoSecret(end);
    expect(await orders.differences()).toHaveLength(5);

    // People get the same in words, from another command, and after the end.
    const env = { ...orders.environment, DB_PASSWORD: WRONG };
    const runs = await sluice(['runs', '--limit', '1'], { cwd: folder.path, env });
    expect(runs.stdout).toContain('failed');
    const logs = await sluice(['logs', result.id], { cwd: folder.path, env });
    expect(logs.code).toBe(0);
    await expectNoSecret({ ...logs, stdout: runs.stdout + logs.stdout });
  });

  async function expectNoSecret(end: ProgramEnd): Promise<void> {
    const secrets = [orders.login.password, WRONG];
    const printed = end.stdout + end.stderr;
    expect(secrets.flatMap(spellings).filter((secret) => printed.includes(secret))).toEqual([]);
    expect(await filesWith(folder.path, secrets)).toEqual([]);
    expect(await orders.storeTablesWith(secrets)).toEqual([]);
  }
});

function runOf(end: ProgramEnd): RunJson {
  const value: unknown = JSON.parse(end.stdout);
  const valid = publishedSchema('run');
  expect(valid(value) ? [] : valid.errors).toEqual([]);
  return value as RunJson; // as its schema says
}
