import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { createPinoLog } from '../../src/runtime/observe/index.ts';
import { executeRun } from '../../src/runtime/index.ts';
import type { RunRecord } from '../../src/runtime/ports/index.ts';
import { standIn } from '../support/cutting-proxy.ts';
import { filesWith } from '../support/files-with.ts';
import { sampleRuntime } from '../support/runtime/sample-project.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const { mariadb } = await stack();
const FIRE = Date.UTC(2026, 2, 2);

describe.skipIf(mariadb === undefined)('source and sink that are compared after a run', () => {
  const database = `sluice_same_${process.pid}_${Date.now().toString(36)}`;
  let admin: Connection;
  let folder: TempDir;

  beforeAll(async () => {
    if (mariadb === undefined) return;
    const { host, port, username: user, password } = mariadb;
    admin = await createConnection({ host, port, user, password, multipleStatements: true });
    await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4; USE ${database}`);
  });
  afterAll(async () => {
    await admin?.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin?.end();
  });
  beforeEach(async () => {
    folder = await tempDir('sluice-same-');
    await admin.query(`
      DROP TABLE IF EXISTS src, dst;
      CREATE TABLE src (id bigint PRIMARY KEY, amount decimal(20,4), at datetime(3));
      CREATE TABLE dst LIKE src;
      INSERT INTO src SELECT seq, seq * 1000000.0001, '2026-01-01' + INTERVAL seq SECOND FROM seq_1_to_1000`);
    return () => folder[Symbol.asyncDispose]();
  });

  interface Sketch {
    readonly source?: string;
    readonly sink?: string;
    readonly expectation: string;
    readonly odsPort?: number;
    readonly more?: string;
  }

  async function compiledOf({ source = '', sink = 'datasource: ods, table: dst', ...rest }: Sketch) {
    if (mariadb === undefined) throw new Error('skipped without MariaDB');
    const { host, port } = mariadb;
    const server = (name: string, at: number): string =>
      JSON.stringify({
        name,
        type: 'mariadb',
        host,
        port: at,
        database,
        username: mariadb.username,
        password: '${secret:env/SAME_ROWS_PASSWORD}',
      });
    await mkdir(join(folder.path, 'datasources'), { recursive: true });
    await mkdir(join(folder.path, 'pipelines'), { recursive: true });
    const files = {
      'sluice.yaml': 'name: shop\nedition: 2026\nengines: { here: { type: local } }\ndefaults: { timeZone: UTC }\n',
      'datasources/erp.yaml': server('erp', port),
      'datasources/ods.yaml': server('ods', rest.odsPort ?? port),
      'datasources/file.yaml': 'name: file\ntype: sqlite\npath: copy.db\n',
      'pipelines/copy.yaml': [
        'name: copy',
        'schedule: manual',
        `source: { datasource: erp, table: src, columns: [id bigint, "amount decimal(20,4)", "at timestamp(3)"]${source} }`,
        `sink: { ${sink} }`,
        `expect: ${rest.expectation}`,
        rest.more ?? '',
      ].join('\n'),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
    const { pipelines, diagnostics } = await compileProject(folder.path);
    const [compiled] = pipelines;
    if (compiled === undefined) throw new Error(JSON.stringify(diagnostics));
    return compiled;
  }

  async function run(sketch: Sketch, fireTime = FIRE): Promise<RunRecord> {
    const compiled = await compiledOf(sketch);
    const options = {
      ...sampleRuntime(folder.path, createPinoLog({ level: 'silent' })),
      processEnvironment: { ...process.env, SAME_ROWS_PASSWORD: mariadb?.password ?? '' },
      compiled,
      fireTime,
      parameters: {},
    };
    return (await executeRun(options)).run;
  }

  const WHOLE = 'datasource: ods, table: dst, mode: upsert, key: [id]';
  const LOSES_ONE = `${WHOLE}, postSql: ["DELETE FROM dst WHERE id = 7"]`;
  const BY_ID = ', incremental: { column: id }';

  it('are the same after a copy of a table, in rows and in exact sums', async () => {
    const copied = await run({ sink: WHOLE, expectation: '{ sameRows: { sums: [id, amount] } }' });
    expect(copied).toMatchObject({ state: 'succeeded', reason: undefined, metrics: { rowsWritten: 1000 } });
  });

  it('differ by a row that the sink has lost, and by a value that it has changed', async () => {
    const lost = await run({ sink: LOSES_ONE, expectation: '{ sameRows: true }' });
    const message = 'rows of the source: 1000, of the sink: 999, the same expected';
    expect(lost).toMatchObject({ state: 'failed', reason: { code: 'EXPECTATION_NOT_MET', message } });
    expect(lost.attempts).toHaveLength(1);
    const changed = await run(
      {
        sink: `${WHOLE}, postSql: ["UPDATE dst SET amount = amount + 0.0001 WHERE id = 7"]`,
        expectation: '{ sameRows: { sums: [amount] } }',
      },
      FIRE + 1,
    );
    expect(changed.reason?.message).toBe(
      'sum of amount in the source: 500500000050.05, in the sink: 500500000050.0501',
    );
  });

  it('may differ where the pipeline says so: by some rows, with a warning, or for as long as it is tried again', async () => {
    expect(await run({ sink: LOSES_ONE, expectation: '{ sameRows: { tolerance: 1 } }' })).toMatchObject({
      state: 'succeeded',
    });
    const warned = await run({ sink: LOSES_ONE, expectation: '{ sameRows: true, onFailure: warn }' }, FIRE + 1);
    expect(warned).toMatchObject({ state: 'succeeded', reason: { code: 'EXPECTATION_NOT_MET' } });
    const again = await run(
      {
        sink: LOSES_ONE,
        expectation: '{ sameRows: true, onFailure: retry }',
        more: 'retry: { attempts: 2, backoff: fixed, initial: 1s }',
      },
      FIRE + 2,
    );
    expect(again.state).toBe('failed');
    expect(again.attempts).toHaveLength(2);
  });

  it('are compared in the range of an incremental run, whatever is written to the source meanwhile', async () => {
    const meanwhile = 'datasource: ods, table: dst, postSql: ["INSERT INTO src SELECT MAX(id) + 1, 1, NOW() FROM src"]';
    const sketch = { source: BY_ID, sink: meanwhile, expectation: '{ sameRows: { sums: [amount] }, onFailure: fail }' };
    expect(await run(sketch)).toMatchObject({ state: 'succeeded', cursorAfter: '1000' });
    expect(await run(sketch, FIRE + 1)).toMatchObject({
      state: 'succeeded',
      cursorBefore: '1000',
      cursorAfter: '1001',
    });
    await admin.query('DELETE FROM src WHERE id > 1001');
    expect(await run(sketch, FIRE + 2)).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 0 } });
  });

  it('differ by a row that comes late, with a value that was read past, and by times as by numbers', async () => {
    const late = await run({
      source: ', incremental: { column: at }',
      sink: 'datasource: ods, table: dst, mode: upsert, key: [id], postSql: ["INSERT INTO src VALUES (5000, 1, \'2026-01-01 00:00:30.5\')"]',
      expectation: '{ sameRows: true }',
    });
    expect(late).toMatchObject({ state: 'failed', cursorAfter: undefined });
    expect(late.reason?.message).toBe('rows of the source: 1001, of the sink: 1000, the same expected');
  });

  it('are those of the day that `sinkWhere` names, of a sink that keeps the other days', async () => {
    await admin.query("INSERT INTO dst VALUES (-1, 1, '2020-01-01')");
    const sinkWhere = "at >= '${bizdate:yyyy-MM-dd}' - INTERVAL 90 DAY";
    const day = { source: `, where: "at >= '\${bizdate:yyyy-MM-dd}' - INTERVAL 90 DAY"` };
    const copied = await run({ ...day, expectation: `{ sameRows: { sinkWhere: "${sinkWhere}" } }` });
    expect(copied).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 1000 } });
  });

  it('are compared between MariaDB and SQLite', async () => {
    const sink = 'datasource: file, table: copy, mode: overwrite';
    const same = await run({ sink, expectation: '{ sameRows: { sums: [id] } }' });
    expect(same).toMatchObject({ state: 'succeeded', reason: undefined });
    const less = await run(
      { sink: `${sink}, postSql: ["DELETE FROM copy WHERE id > 998"]`, expectation: '{ sameRows: true }' },
      FIRE + 1,
    );
    expect(less.reason?.message).toContain('of the sink: 998');
    const incremental = { source: BY_ID, sink: 'datasource: file, table: more', expectation: '{ sameRows: true }' };
    expect(await run(incremental, FIRE + 2)).toMatchObject({ state: 'succeeded', cursorAfter: '1000' });
  });

  it('are not unequal where one does not answer: it is tried again, and no secret is told', async () => {
    if (mariadb === undefined) return;
    const { host, port } = mariadb;
    let sessions = 0;
    // the first connection is the job's own; after it the server is gone
    await using proxy = await standIn((client) => {
      if ((sessions += 1) > 1) return void client.destroy();
      const server = connect({ host, port });
      client.pipe(server).pipe(client);
      server.on('error', () => client.destroy()).on('close', () => client.destroy());
      client.on('close', () => server.destroy());
    });
    const down = await run({ sink: WHOLE, expectation: '{ sameRows: true }', odsPort: proxy.port });
    expect(down).toMatchObject({
      state: 'failed',
      reason: { code: 'ENDS_NOT_COMPARED' },
      metrics: { rowsWritten: 1000 },
    });
    expect(down.reason?.message).toMatch(/^source and sink could not be compared: .*cannot be reached/);
    // the job's own, and four times the comparison
    expect(sessions).toBe(5);
    const [{ 'COUNT(*)': left } = {}] = (await admin.query('SELECT COUNT(*) FROM dst'))[0] as Record<string, unknown>[];
    expect(left).toBe(1000);
    if (mariadb.password !== '') expect(await filesWith(folder.path, [mariadb.password])).toEqual([]);
  }, 60_000);

  it('could not be compared where the sink is gone, and that is not tried again', async () => {
    const gone = await run({
      sink: `${WHOLE}, postSql: ["DROP TABLE dst"]`,
      expectation: '{ sameRows: true }',
      more: 'retry: { attempts: 3, backoff: fixed, initial: 1s }',
    });
    expect(gone).toMatchObject({ state: 'failed', reason: { code: 'ENDS_NOT_COMPARED' } });
    expect(gone.attempts).toHaveLength(1);
  });
});
