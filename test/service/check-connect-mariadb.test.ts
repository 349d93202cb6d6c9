import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { connectedProject, lookQuickly, type ConnectedProject } from '../support/connected-project.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';

const { mariadb } = await stack();
const SECRET = 'pw-Sluice-7!x';

function datasource(name: string, database: string, user: string): string {
  const { host = '', port = 0 } = mariadb ?? {};
  return `name: ${name}\ntype: mariadb\nhost: ${host}\nport: ${port}\ndatabase: ${database}
username: ${user}\npassword: \${secret:env/CONNECT_PASSWORD}\n`;
}

describe.skipIf(mariadb === undefined)('check --connect on MariaDB', () => {
  const database = `sluice_connect_${process.pid}`;
  const users = { reader: `reader_${process.pid}`, writer: `writer_${process.pid}`, role: `role_${process.pid}` };
  let admin: Connection;

  beforeAll(async () => {
    if (mariadb === undefined) return;
    const { host, port, username: user, password } = mariadb;
    admin = await createConnection({ host, port, user, password, multipleStatements: true });
    const accounts = Object.values(users).map((name) => `CREATE USER '${name}'@'%' IDENTIFIED BY '${SECRET}';`);
    await admin.query(`
      CREATE DATABASE ${database} CHARACTER SET utf8mb4; USE ${database};
      CREATE TABLE orders (id bigint unsigned NOT NULL AUTO_INCREMENT, amount decimal(18,2) DEFAULT 0, note text,
        updated_at datetime(3) NOT NULL, PRIMARY KEY (id), KEY by_amount (amount, id));
      INSERT INTO orders (amount, updated_at) SELECT seq, '2026-01-01' FROM seq_1_to_20000;
      ANALYZE TABLE orders;
      CREATE TABLE ods_orders LIKE orders;
      CREATE TABLE order_2026 LIKE orders; CREATE TABLE order_2027 LIKE orders;
      CREATE VIEW order_view AS SELECT id, amount FROM orders;
      ${accounts.join('\n')}
      GRANT SELECT ON ${database}.* TO '${users.reader}'@'%';
      GRANT SELECT, INSERT ON ${database}.* TO '${users.writer}'@'%';
      CREATE ROLE r_${process.pid}; GRANT SELECT, INSERT, UPDATE ON ${database}.* TO r_${process.pid};
      GRANT r_${process.pid} TO '${users.role}'@'%';`);
  });

  afterAll(async () => {
    const drops = Object.values(users).map((name) => `DROP USER IF EXISTS '${name}'@'%';`);
    await admin?.query(`DROP DATABASE IF EXISTS ${database}; ${drops.join('')} DROP ROLE IF EXISTS r_${process.pid};`);
    await admin?.end();
  });

  function project(pipeline: string, more: Readonly<Record<string, string>> = {}): Promise<ConnectedProject> {
    process.env['CONNECT_PASSWORD'] = SECRET;
    return connectedProject({
      'sluice.yaml':
        'name: shop\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: local }\n' +
        '  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }\n' +
        '  next: { type: chunjun, version: "1.16", mode: local, home: /opt/chunjun }\n',
      'datasources/erp.yaml': datasource('erp', database, users.reader),
      'datasources/ods.yaml': datasource('ods', database, users.writer),
      'pipelines/a.yaml': `name: a\nschedule: { every: 5m }\n${pipeline}`,
      ...more,
    });
  }

  const COPY = `source: { datasource: erp, table: orders, columns: [id, amount, updated_at] }
sink: { datasource: ods, table: ods_orders }
`;

  it('finds nothing where nothing is wrong, writes snapshots, and writes them once', async () => {
    await using given = await project(COPY);
    const first = await given.check();
    expect([first.codes, first.text]).toEqual([[], '']);
    expect(first.changes).toEqual(['schemas/erp.json: 1 table, new', 'schemas/ods.json: 1 table, new']);
    const text = await readFile(path.join(given.root, 'schemas/erp.json'), 'utf8');
    expect(text).toBe(`{
  "formatVersion": "1.0",
  "datasource": "erp",
  "tables": {
    "orders": {
      "columns": [
        { "name": "id", "type": "bigint(20) unsigned", "nullable": false, "hasDefault": true },
        { "name": "amount", "type": "decimal(18,2)", "nullable": true, "hasDefault": true },
        { "name": "note", "type": "text", "nullable": true, "hasDefault": false },
        { "name": "updated_at", "type": "datetime(3)", "nullable": false, "hasDefault": false }
      ],
      "primaryKey": ["id"],
      "indexes": [
        { "columns": ["amount", "id"], "unique": false }
      ]
    }
  }
}
`);
    expect((await given.check()).changes).toEqual([]);
    expect(await readFile(path.join(given.root, 'schemas/erp.json'), 'utf8')).toBe(text);
    expect(text).not.toContain(SECRET);
    // and the check without a network goes on from it
    await given.write(
      'pipelines/a.yaml',
      'name: a\nschedule: { every: 5m }\nengine: batch\nsource: { datasource: erp, table: orders, columns: [id, updated_at], incremental: { column: updated_at } }\nsink: { datasource: ods, table: ods_orders }\n',
    );
    expect((await compileProject(given.root)).diagnostics.map(({ code }) => code)).not.toContain('SL0510');
  });

  it('sees what changed in a table, and only looks where it is told to', async () => {
    await using given = await project(COPY);
    await given.check();
    await admin.query(`ALTER TABLE ${database}.ods_orders ADD COLUMN extra int`);
    const looked = await given.check({ write: false });
    expect(looked.changes).toEqual(['schemas/ods.json: 1 table, ods_orders +1 column']);
    expect((await given.check()).changes).toEqual(looked.changes);
    await admin.query(`ALTER TABLE ${database}.ods_orders DROP COLUMN extra`);
    expect((await given.check()).changes).toEqual(['schemas/ods.json: 1 table, ods_orders -1 column']);
  });

  it('names a table that is not there, with one that was meant, at its place', async () => {
    await using given = await project(COPY.replace('table: orders', 'table: ordres'));
    const { result, codes } = await given.check();
    expect(codes).toEqual(['SL1015']);
    expect(result.diagnostics[0]).toMatchObject({
      file: 'pipelines/a.yaml',
      message: 'datasource `erp` has no table `ordres`',
      help: 'did you mean `orders`?',
      range: { start: { line: 3, column: 35 } },
    });
  });

  it('names a column that is not there', async () => {
    await using given = await project(
      COPY.replace('amount,', 'amuont,').replace('ods_orders }', 'ods_orders, columns: [id, amount, updated_at] }'),
    );
    const { codes, text } = await given.check();
    expect(codes).toEqual(['SL0524']);
    expect(text).toContain('amuont');
  });

  it('says what a user may not do, and no more than that', async () => {
    await using given = await project(
      COPY.replace(
        'table: ods_orders }',
        'table: ods_orders, mode: upsert, key: [id], preSql: ["truncate table ods_orders"] }',
      ),
    );
    const { result, codes } = await given.check();
    expect(codes).toEqual(['SL1016', 'SL1016']);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      `user \`${users.writer}@%\` lacks \`UPDATE\` on \`${database}.ods_orders\``,
      `user \`${users.writer}@%\` lacks \`DROP\` on \`${database}.ods_orders\``,
    ]);
    expect(result.diagnostics[0]?.help).toContain(`GRANT UPDATE ON ${database}.ods_orders TO '${users.writer}'@'%'`);
  });

  it('counts a role only where it is active', async () => {
    await using given = await project(COPY, {
      'datasources/ods.yaml': datasource('ods', database, users.role),
    });
    const before = await given.check();
    // without an active role the user may not even enter the database
    expect(before.codes).toEqual(['SL1016']);
    await admin.query(`SET DEFAULT ROLE r_${process.pid} FOR '${users.role}'@'%'`);
    expect((await given.check()).codes).toEqual([]);
  });

  it('warns where no index leads by the column of a cursor or a split, with the number of rows', async () => {
    await using given = await project(`source:
  datasource: erp
  table: orders
  columns: [id, amount, { name: updated_at, type: timestamp(3) }]
  incremental: { column: updated_at }
  splitBy: amount
sink: { datasource: ods, table: ods_orders }
settings: { parallelism: 2 }
engine: batch
`);
    const { result, codes } = await given.check();
    expect(codes.filter((code) => code.startsWith('SL10'))).toEqual(['SL1018']);
    const pipeline = await readFile(path.join(given.root, 'pipelines/a.yaml'), 'utf8');
    await given.write('pipelines/a.yaml', pipeline.replace('splitBy: amount', 'splitBy: updated_at'));
    expect((await given.check()).codes.filter((code) => code.startsWith('SL10'))).toEqual(['SL1018', 'SL1017']);
    const [found] = result.diagnostics.filter(({ code }) => code === 'SL1018');
    expect(found?.message).toBe('no index of `orders` begins with `updated_at`');
    expect(found?.notes[0]).toMatch(/about (?:19|20)\d{3} rows/);
  });

  it('says a wrong password, an unknown database, a secret that is not set; never the secret', async () => {
    await using given = await project(COPY);
    process.env['CONNECT_PASSWORD'] = `wrong-${SECRET}`;
    const wrong = await given.check();
    expect(wrong.codes).toEqual(['SL1012', 'SL1012']);
    delete process.env['CONNECT_PASSWORD'];
    const unset = await given.check();
    expect(unset.codes).toEqual(['SL1014', 'SL1014']);
    expect(unset.text).toContain('${secret:env/CONNECT_PASSWORD}');
    process.env['CONNECT_PASSWORD'] = SECRET;
    const erp = await readFile(path.join(given.root, 'datasources/erp.yaml'), 'utf8');
    await given.write('datasources/erp.yaml', erp.replace(`database: ${database}`, 'database: nowhere'));
    const unknown = await given.check();
    // a user without a right on it is not told whether it exists
    expect(unknown.codes).toEqual(['SL1016']);
    const root = erp
      .replace(/database: .*/, 'database: nowhere')
      .replace(/username: .*/, `username: ${mariadb?.username ?? ''}`);
    await given.write('datasources/erp.yaml', root.replace('CONNECT_PASSWORD', 'CONNECT_ADMIN'));
    process.env['CONNECT_ADMIN'] = mariadb?.password ?? '';
    expect((await given.check()).codes).toEqual(['SL1013']);
    for (const { text } of [wrong, unset, unknown]) expect(text).not.toContain(SECRET);
  });

  it('keeps an old snapshot of what cannot be read, and reads the others', async () => {
    await using given = await project(COPY);
    await given.check();
    const before = await readFile(path.join(given.root, 'schemas/erp.json'), 'utf8');
    const erp = await readFile(path.join(given.root, 'datasources/erp.yaml'), 'utf8');
    await given.write('datasources/erp.yaml', erp.replace(/port: \d+/, 'port: 1'));
    const { codes, changes } = await given.check();
    expect([codes, changes]).toEqual([['SL1010'], []]);
    expect(await readFile(path.join(given.root, 'schemas/erp.json'), 'utf8')).toBe(before);
  });

  it('takes the tables of a pattern, and says a pattern that finds none', async () => {
    await using given = await project(
      `engine: next
schedule: continuous
source: { connector: binlog, datasource: erp, table: { match: "order_20[0-9]+" } }
sink: { connector: stream }
`.replace('schedule: continuous\n', ''),
    );
    const { changes, codes } = await given.check();
    expect(changes).toEqual(['schemas/erp.json: 2 tables, new']);
    // a reader of changes needs more than SELECT, and this server writes no binlog
    expect(codes).toContain('SL1016');
    expect(codes).toContain('SL1019');
    const pipeline = await readFile(path.join(given.root, 'pipelines/a.yaml'), 'utf8');
    await given.write('pipelines/a.yaml', pipeline.replace('order_20', 'orders_19'));
    const none = await given.check();
    expect(none.codes).toContain('SL1015');
    expect(none.changes).toEqual(['schemas/erp.json: 0 tables, -order_2026, -order_2027']);
  });

  it.each([0, 40, 90, 120, 200, 400, 900, 1500])(
    'lives through a connection that is cut after %s bytes of answers',
    async (bytes) => {
      await using proxy = await cuttingProxy({ host: mariadb?.host ?? '', port: mariadb?.port ?? 0 }, bytes);
      await using given = await project(COPY);
      const erp = await readFile(path.join(given.root, 'datasources/erp.yaml'), 'utf8');
      await given.write('datasources/erp.yaml', erp.replace(/port: \d+/, `port: ${proxy.port}`));
      const { codes, changes } = await given.check();
      expect(codes).toEqual(['SL1011']);
      // the other one was looked at all the same
      expect(changes).toEqual(['schemas/ods.json: 1 table, new']);
    },
  );

  it('lives through a server that stands still, and one that was killed', async () => {
    await using services = await privateServices('mariadb');
    const own = services.endpoints.mariadb;
    const pid = services.pids['mariadb'] ?? 0;
    const place = `host: ${own?.host ?? ''}\nport: ${own?.port ?? 0}\ndatabase: mysql\nusername: ${own?.username ?? ''}`;
    await using given = await project(
      'source: { datasource: erp, table: user }\nsink: { datasource: ods, table: user }\n',
      {
        'datasources/erp.yaml': `name: erp\ntype: mariadb\n${place}\npassword: \${secret:env/P}\n`,
        'datasources/ods.yaml': 'name: ods\ntype: sqlite\npath: ods.db\n',
      },
    );
    const codes = async (): Promise<readonly string[]> => {
      const limits = { connectMs: 1_000, totalMs: 2_000 };
      const found = await lookQuickly(given.root, { P: own?.password ?? '' }, limits);
      return found.map(({ code }) => code).filter((code) => code.startsWith('SL10'));
    };
    expect(await codes()).toEqual([]);
    process.kill(pid, 'SIGSTOP');
    expect(await codes()).toEqual(['SL1011']);
    process.kill(pid, 'SIGKILL');
    for (let tries = 0; tries < 50 && (await codes())[0] !== 'SL1010'; tries += 1);
    expect(await codes()).toEqual(['SL1010']);
  });
});
