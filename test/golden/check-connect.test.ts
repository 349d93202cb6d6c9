import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { connectedProject, lookQuickly, type ConnectedProject } from '../support/connected-project.ts';
import { standIn } from '../support/cutting-proxy.ts';
import { freePort } from '../support/free-port.ts';

const SECRET = 'pw-Sluice-8!y';
const nothing = Buffer.alloc(0);
const QUICK = { connectMs: 300, totalMs: 900 };

const PROJECT = {
  'sluice.yaml': 'name: shop\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: local }\n',
  'datasources/ods.yaml': 'name: ods\ntype: sqlite\npath: ods.db\n',
  'pipelines/a.yaml':
    'name: a\nschedule: { every: 5m }\nsource: { datasource: erp, table: orders, columns: [id] }\nsink: { datasource: ods, table: orders }\n',
};

function erp(type: string, port: number, more = ''): Record<string, string> {
  return {
    ...PROJECT,
    'datasources/erp.yaml': `name: erp\ntype: ${type}\nhost: 127.0.0.1\nport: ${port}\ndatabase: shop\nusername: sync\npassword: \${secret:env/P}\n${more}`,
  };
}

async function found(given: ConnectedProject): Promise<{ codes: string[]; text: string }> {
  const diagnostics = await lookQuickly(given.root, { P: SECRET }, QUICK);
  return { codes: diagnostics.map(({ code }) => code), text: JSON.stringify(diagnostics) };
}

describe('a datasource that is at fault', () => {
  const behaviours: readonly [what: string, code: string, answer: (data: Buffer) => Buffer, closes: boolean][] = [
    ['accepts and never answers', 'SL1011', () => nothing, false],
    ['closes at once', 'SL1011', () => nothing, true],
    ['answers as a web server', 'SL1011', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), true],
    ['answers with a short packet', 'SL1011', () => Buffer.from([1, 0, 0, 0, 10]), false],
    ['answers with noise', 'SL1011', () => Buffer.from([5, 0, 0, 0, 255, 1, 2, 3, 4, 9, 9, 9, 9, 9]), false],
    [
      'says that it is full',
      'SL1011',
      () => Buffer.concat([Buffer.from([23, 0, 0, 0, 255, 16, 4]), Buffer.from('Too many connections')]),
      true,
    ],
  ];
  test.each(behaviours)('MySQL that %s is %s', async (_, code, answer, closes) => {
    await using server = await standIn((client) => {
      client.write(answer(nothing));
      if (closes) client.end();
    });
    await using given = await connectedProject(erp('mysql', server.port));
    const { codes, text } = await found(given);
    expect(codes).toEqual([code]);
    expect(text).not.toContain(SECRET);
  });

  test('that is not there, or whose name is not known, is SL1010', async () => {
    await using closed = await connectedProject(erp('mysql', await freePort()));
    expect((await found(closed)).codes).toEqual(['SL1010']);
    await using unknown = await connectedProject({
      ...PROJECT,
      'datasources/erp.yaml': 'name: erp\ntype: mysql\nhost: no-such-host.invalid\ndatabase: shop\n',
    });
    expect((await found(unknown)).codes).toEqual(['SL1010']);
  });

  test('and its secret stay out of every text, also where a server sends it back', async () => {
    await using server = await standIn((client) => {
      const words = Buffer.from(`#28000Access denied, password ${SECRET}`);
      client.write(Buffer.concat([Buffer.from([words.length + 3, 0, 0, 0, 255, 0x15, 4]), words]));
    });
    await using given = await connectedProject(erp('mysql', server.port));
    const { codes, text } = await found(given);
    expect(codes).toEqual(['SL1012']);
    expect(text).toContain('Access denied');
    expect(text).not.toContain(SECRET);
  });

  test('of Kafka that is silent or closed is told, within its time', async () => {
    await using silent = await standIn(() => {});
    const kafka = (port: number): Record<string, string> => ({
      ...PROJECT,
      'sluice.yaml': `${PROJECT['sluice.yaml']}  sql: { type: flinkx, version: "1.11", mode: local, home: /opt/f }\n`,
      'datasources/erp.yaml': `name: erp\ntype: kafka\nbrokers: ["127.0.0.1:${port}"]\n`,
      'pipelines/a.yaml':
        'name: a\nengine: sql\nschedule: continuous\nsource: { datasource: erp, table: orders, columns: [id bigint] }\nsink: { connector: stream }\n',
    });
    await using one = await connectedProject(kafka(silent.port));
    expect((await found(one)).codes).toContain('SL1011');
    await using two = await connectedProject(kafka(await freePort()));
    expect((await found(two)).codes).toContain('SL1010');
  });

  test('does not keep the others from being looked at', async () => {
    await using silent = await standIn(() => {});
    const ods = `name: ods\ntype: mysql\nhost: 127.0.0.1\nport: ${await freePort()}\ndatabase: ods\n`;
    await using given = await connectedProject({ ...erp('mysql', silent.port), 'datasources/ods.yaml': ods });
    const before = performance.now();
    expect((await found(given)).codes).toEqual(['SL1011', 'SL1010']);
    // the limits of one datasource, and not of one after the other by far
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe('a datasource of which only the address is tried', () => {
  test('is told as such when it answers, and SL1010 when not', async () => {
    await using server = await standIn(() => {});
    await using given = await connectedProject(erp('postgresql', server.port));
    const said = await lookQuickly(given.root, { P: SECRET }, QUICK);
    expect(said.filter(({ code }) => code === 'SL1022')).toMatchObject([
      {
        severity: 'info',
        file: 'datasources/erp.yaml',
        message: 'only the address of datasource `erp` was tried',
        notes: [expect.stringContaining(`\`127.0.0.1:${server.port}\` can be reached`)],
      },
    ]);
    await using closed = await connectedProject(erp('postgresql', await freePort()));
    expect((await found(closed)).codes).toContain('SL1010');
  });

  test('of an engine must answer as Flink does', async () => {
    const answers: Record<string, string> = { '/config': '{"flink-version":"1.20.0"}', '/v1/info': '<html>' };
    const server = createServer((request, response) => response.end(answers[request.url ?? ''] ?? ''));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    await using given = await connectedProject({
      ...PROJECT,
      'sluice.yaml': `name: shop\nengines:\n  sql: { type: flink-sql, version: "1.20", url: "http://127.0.0.1:${port}/", gateway: "http://127.0.0.1:${port}" }\n`,
      'datasources/erp.yaml': 'name: erp\ntype: sqlite\npath: erp.db\n',
    });
    const said = await lookQuickly(given.root, {}, QUICK);
    server.close();
    expect(said.filter(({ code }) => code === 'SL1011')).toMatchObject([
      { file: 'sluice.yaml', message: 'what answers for engine `sql` is something else: Flink was expected' },
    ]);
  });
});

describe('SQLite and files', () => {
  test('tables are read; one that a run will make is not missed', async () => {
    await using given = await connectedProject({
      ...PROJECT,
      'datasources/erp.yaml': 'name: erp\ntype: sqlite\npath: erp.db\n',
    });
    expect((await given.check()).codes).toEqual(['SL1023']);
    const database = new DatabaseSync(path.join(given.root, 'erp.db'));
    database.exec('CREATE TABLE other (a TEXT)');
    expect((await given.check()).codes).toEqual(['SL1015']);
    database.exec(
      'CREATE TABLE orders (id INTEGER PRIMARY KEY, amount DECIMAL(18,2) NOT NULL, twice AS (amount * 2)); CREATE UNIQUE INDEX u ON orders (amount)',
    );
    database.close();
    const { result, codes, changes } = await given.check();
    expect([codes, changes]).toEqual([[], ['schemas/erp.json: 1 table, new']]);
    expect((await given.check()).changes).toEqual([]);
    const node = result.nodes?.[0]?.work;
    expect(node?.kind === 'movement' ? node.source.datasource?.tables : undefined).toEqual({
      orders: {
        columns: [
          { name: 'id', type: 'INTEGER', nullable: false, hasDefault: true },
          { name: 'amount', type: 'DECIMAL(18,2)', nullable: false, hasDefault: false },
          { name: 'twice', type: '', nullable: true, hasDefault: true },
        ],
        primaryKey: ['id'],
        indexes: [{ columns: ['amount'], unique: true }],
      },
    });
  });

  test('a file that is no database is told', async () => {
    await using given = await connectedProject({
      ...PROJECT,
      'erp.db': 'this is no database, only some text that is long enough to be read as one'.repeat(20),
      'datasources/erp.yaml': 'name: erp\ntype: sqlite\npath: erp.db\n',
    });
    expect((await given.check()).codes).toEqual(['SL1011']);
  });

  test('a file that is to be read has to be there', async () => {
    await using given = await connectedProject({
      ...PROJECT,
      'datasources/erp.yaml': 'name: erp\ntype: file\npath: in\n',
      'pipelines/a.yaml':
        'name: a\nschedule: { cron: "0 3 * * *" }\nsource: { datasource: erp, path: "day/${bizdate}.csv", columns: [id bigint] }\nsink: { datasource: ods, table: orders }\n',
    });
    expect((await given.check()).codes).toEqual(['SL1023']);
    await using there = await connectedProject({
      ...PROJECT,
      'in/day/readme': '',
      'datasources/erp.yaml': 'name: erp\ntype: file\npath: in\n',
      'pipelines/a.yaml':
        'name: a\nschedule: { cron: "0 3 * * *" }\nsource: { datasource: erp, path: "day/${bizdate}.csv", columns: [id bigint] }\nsink: { datasource: ods, table: orders }\n',
    });
    expect((await there.check()).codes.filter((code) => code.startsWith('SL10'))).toEqual([]);
  });
});
