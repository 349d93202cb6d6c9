import { createHmac } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { freePort } from '../support/free-port.ts';
import { commitAll, git } from '../support/git-repository.ts';
import { PlantedSecrets } from '../support/planted-secrets.ts';
import { readTopic } from '../support/read-topic.ts';
import { RedisServers } from '../support/redis-servers.ts';
import { serveGit } from '../support/serve-git.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb, kafka } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const WAIT = { timeout: 60_000, interval: 100 };
const SASL = 'kafka';

/** Each of them is one that the daemon cannot do its work without, but for the last, which nothing may ever read. */
const SECRETS = {
  store: 'of/the+store%41"and\\more',
  redis: 'of-redis/and+more',
  token: 'of-the-api-0123456789',
  webhook: 'of-the-webhook/0123456789',
  git: 'of-git:and/more+0123',
  erp: 'of the erp/"0123"+%41',
  file: 'of-a-file-0123456789',
  rotated: 'of-a-file/later+%41-0123',
  unused: 'of-nobody-0123456789',
} as const;

/** In place of a launcher of FlinkX: prints its job as it is and as ChunJun 1.16 does, and ends as one that has moved two rows. */
const LAUNCHER = `#!/bin/sh
cat "$1"
cat "$1" >&2
'${process.execPath}' -p 'encodeURIComponent(require("fs").readFileSync(process.argv[1], "utf8"))' "$1"
echo '${'*'.repeat(45)}'
echo 'numRead    |  2'
echo 'numWrite   |  2'
echo 'nErrors    |  0'
echo '${'*'.repeat(45)}'
`;

const PROJECT = (
  database: string,
  host: string,
  port: number,
  secretFile: string,
  launcher: string,
): Record<string, string> => ({
  'sluice.yaml': `name: secretive
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local }, programs: { type: command }, jobs: { type: flinkx, version: "1.11", mode: local, script: { path: ${launcher}, args: ["{job}"], waits: true } } }
policies: { prune: auto }
`,
  'datasources/erp.yaml': `name: erp
type: mysql
host: ${host}
port: ${port}
database: ${database}
username: erp
password: \${secret:env/ERP_PASSWORD}
`,
  'datasources/by-file.yaml': `name: by-file
type: mysql
host: ${host}
port: ${port}
database: ${database}
username: byfile
password: \${secret:file/${secretFile}}
`,
  'datasources/refused.yaml': `name: refused
type: mysql
host: ${host}
port: ${port}
database: ${database}
username: nobody
password: \${secret:env/ERP_PASSWORD}
`,
  'datasources/out.yaml': 'name: out\ntype: file\npath: out\n',
  'pipelines/loads.yaml': pipeline('loads', 'erp', 'orders'),
  'pipelines/reads.yaml': pipeline('reads', 'by-file', 'orders'),
  'pipelines/refused.yaml': pipeline('refused', 'refused', 'orders'),
  'pipelines/missing.yaml': pipeline('missing', 'erp', 'no_such_table'),
  'pipelines/launched.yaml': `name: launched
schedule: manual
engine: jobs
source: { datasource: erp, table: orders, columns: [id bigint, name string] }
sink: { datasource: by-file, table: orders, mode: upsert, key: [id] }
`,
  'pipelines/tells.yaml': `name: tells
schedule: manual
engine: programs
command: ["/bin/sh", "-c", "env; ls -la"]
`,
});

function pipeline(name: string, datasource: string, table: string): string {
  return `name: ${name}
schedule: manual
source: { datasource: ${datasource}, table: ${table}, columns: [id bigint, name string] }
sink: { datasource: out, path: ${name}.csv }
`;
}

describe.skipIf(mariadb === undefined || kafka === undefined)('a daemon that knows secrets', () => {
  if (mariadb === undefined || kafka === undefined) return;
  const planted = new PlantedSecrets({ ...SECRETS, [SASL]: kafka.login.password });
  const database = `secretive_${random.hex(8)}`;
  let home: TempDir;
  let admin: Connection;
  let redis: RedisServers;
  let remote: Server;
  let daemon: Daemon;
  let env: Record<string, string>;
  const at = (...steps: string[]): string => path.join(home.path, ...steps);
  const printed: [string, ProgramEnd][] = [];
  const verb = async (...args: readonly string[]): Promise<ProgramEnd> => {
    const end = await sluice(args, { cwd: at('host'), env });
    printed.push([`sluice ${args.join(' ')}`, end]);
    return end;
  };
  const ask = async (route: string, more: RequestInit = {}): Promise<string> => {
    const headers = { authorization: `Bearer ${SECRETS.token}`, ...more.headers };
    const answer = await fetch(new URL(route, daemon.url), { ...more, headers, signal: AbortSignal.timeout(20_000) });
    const text = await answer.text();
    planted.look(`${more.method ?? 'GET'} ${route}`, `${JSON.stringify([...answer.headers])}\n${text}`);
    return text;
  };
  const told = async (secret: string): Promise<string> => {
    const body = JSON.stringify({ ref: 'refs/heads/main', repository: { clone_url: env['SLUICE_GIT_URL'] } });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-github-event': 'push', 'x-hub-signature-256': signature };
    return await ask('/api/v1/hooks/git', { method: 'POST', headers, body });
  };

  beforeAll(async () => {
    home = await tempDir();
    const { host, port, username: user, password } = mariadb;
    admin = await createConnection({ host, port, user, password });
    await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    for (const [name, secret] of [
      ['store', SECRETS.store],
      ['erp', SECRETS.erp],
      ['byfile', SECRETS.file],
    ] as const) {
      await admin.query(`CREATE OR REPLACE USER '${name}'@'127.0.0.1' IDENTIFIED BY ?`, [secret]);
      await admin.query(`GRANT ALL ON ${database}.* TO '${name}'@'127.0.0.1'`);
    }
    await admin.query(`CREATE TABLE ${database}.orders (id BIGINT PRIMARY KEY, name VARCHAR(20))`);
    await admin.query(`INSERT INTO ${database}.orders VALUES (1, 'one'), (2, 'two')`);
    redis = new RedisServers(at('redis'));
    const lease = await redis.start([`requirepass "${SECRETS.redis}"`]);

    await mkdir(at('host'));
    await mkdir(at('secrets'));
    await writeFile(at('start.sh'), LAUNCHER, { mode: 0o755 });
    await writeFile(at('secrets', 'file'), SECRETS.file);
    await writeFiles(at('work'), PROJECT(database, host, port, at('secrets', 'file'), at('start.sh')));
    await commitAll(at('work'), 'first');
    await git(home.path, 'clone', '--quiet', '--bare', at('work'), at('bare.git'));
    remote = serveGit(home.path, { username: 'reader', password: SECRETS.git });
    const gitPort = await freePort();
    await new Promise<void>((resolve) => void remote.listen(gitPort, '127.0.0.1', resolve));

    env = {
      MYSQL_ADDRESS: `${host}:${port}`,
      MYSQL_DATABASE: database,
      MYSQL_USER: 'store',
      MYSQL_PASSWORD: SECRETS.store,
      REDIS_HOST: lease.host,
      REDIS_PORT: String(lease.port),
      REDIS_PASSWORD: SECRETS.redis,
      KAFKA_BROKERS: kafka.login.brokers.join(','),
      KAFKA_SASL_USERNAME: kafka.login.username,
      KAFKA_SASL_PASSWORD: kafka.login.password,
      SLUICE_TOKEN: SECRETS.token,
      SLUICE_WEBHOOK_SECRET: SECRETS.webhook,
      SLUICE_SOURCE: 'git',
      SLUICE_GIT_URL: `http://127.0.0.1:${gitPort}/bare.git`,
      SLUICE_GIT_REF: 'main',
      SLUICE_GIT_POLL: '3600',
      SLUICE_GIT_USERNAME: 'reader',
      SLUICE_GIT_TOKEN: SECRETS.git,
      SLUICE_LOG_LEVEL: 'debug',
      ERP_PASSWORD: SECRETS.erp,
      NOBODYS_PASSWORD: SECRETS.unused,
    };
    daemon = await serve({ cwd: at('host'), env });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    remote?.closeAllConnections();
    remote?.close();
    await redis?.[Symbol.asyncDispose]();
    await admin?.query(`DROP DATABASE IF EXISTS ${database}`);
    for (const name of ['store', 'erp', 'byfile']) await admin?.query(`DROP USER IF EXISTS '${name}'@'127.0.0.1'`);
    await admin?.end();
    await home?.[Symbol.asyncDispose]();
  });

  test('uses every one of them, and writes none of them anywhere', async () => {
    const finish = new AbortController();
    const watching = (async () => {
      while (!finish.signal.aborted) {
        await planted.lookIntoProcesses();
        await clock.sleep(20, finish.signal);
      }
    })();
    const names = ['loads', 'reads', 'refused', 'missing', 'tells', 'launched'];
    await expect.poll(async () => JSON.parse(await ask('/api/v1/pipelines')).items?.length, WAIT).toBe(names.length);
    const runsNow = async (): Promise<readonly RunJson[]> =>
      (JSON.parse(await ask('/api/v1/runs?limit=100')) as { readonly items: readonly RunJson[] }).items;
    const states = async (): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries((await runsNow()).map(({ pipeline: name, state }) => [name, state]));
    for (const name of names) await ask(`/api/v1/pipelines/${name}/runs`, post({}));
    await expect.poll(states, WAIT).toEqual({
      loads: 'succeeded',
      reads: 'succeeded',
      refused: 'failed',
      missing: 'failed',
      tells: 'succeeded',
      launched: 'succeeded',
    });

    // A secret that is changed: an attempt has the one that there is when it begins, without a start anew.
    const reads = (await runsNow()).find(({ pipeline: name }) => name === 'reads');
    const again = async (): Promise<unknown> => await ask(`/api/v1/runs/${reads?.id}/rerun`, post({ again: true }));
    const stateOfReads = async (): Promise<readonly string[]> =>
      (await runsNow()).find(({ id }) => id === reads?.id)?.attempts.map(({ state }) => state) ?? [];
    await admin.query("ALTER USER 'byfile'@'127.0.0.1' IDENTIFIED BY ?", [SECRETS.rotated]);
    await again();
    await expect.poll(stateOfReads, WAIT).toEqual(['succeeded', 'failed']);
    await writeFile(at('secrets', 'file'), SECRETS.rotated);
    await again();
    await expect.poll(stateOfReads, WAIT).toEqual(['succeeded', 'failed', 'succeeded']);

    // What goes amiss with a login, a token and a signature.
    expect(await told('another-secret')).toContain('error');
    await told(SECRETS.webhook);
    await ask('/api/v1/pipelines/loads/pause', { ...post({}), headers: { authorization: 'Bearer something-else' } });
    await writeFiles(at('work'), { 'pipelines/loads.yaml': `${pipeline('loads', 'erp', 'orders')}owner: me\n` });
    await commitAll(at('work'), 'second');
    await git(at('work'), 'push', '--quiet', at('bare.git'), 'HEAD:refs/heads/main');
    await told(SECRETS.webhook);
    await expect.poll(async () => JSON.parse(await ask('/api/v1/pipelines/loads')).generation, WAIT).toBe(2);

    const items = await runsNow();
    const logs = new Map<string, string>();
    for (const { id, pipeline: name } of items) logs.set(name, await ask(`/api/v1/runs/${id}/logs`));
    // The child of a command says what it was given.
    expect(logs.get('tells')).toContain('PATH=');
    // So does a launcher, all but what is secret.
    expect(logs.get('launched')).toContain('mysqlreader');
    for (const { id } of items) await ask(`/api/v1/runs/${id}`);
    for (const { id } of items) await ask(`/api/v1/runs/${id}/logs/stream`);
    for (const { id } of items) await ask(`/api/v1/runs/${id}/events`);
    for (const name of names) await ask(`/api/v1/pipelines/${name}`);
    for (const { artefactDigest } of items) await ask(`/api/v1/artefacts/${artefactDigest}`);
    for (const route of ['status', 'diagnostics', 'drift', 'executors', 'events?limit=500', 'deployments'])
      await ask(`/api/v1/${route}`);
    for (const route of ['/', '/metrics', '/readyz?verbose', '/livez']) await ask(route);

    for (const words of ['config show --origin', 'doctor', 'status', 'runs', 'events --all --output jsonl'])
      await verb(...words.split(' '));
    await verb('backup', 'backup.sql');
    const mistaken = { ...env };
    for (const name of ['MYSQL_PASSWORD', 'REDIS_PASSWORD', 'KAFKA_SASL_PASSWORD', 'SLUICE_GIT_TOKEN'])
      mistaken[name] = SECRETS.unused;
    printed.push(['doctor with other passwords', await sluice(['doctor'], { cwd: at('host'), env: mistaken })]);
    printed.push([
      'serve with other passwords',
      await sluice(['status'], { cwd: at('host'), env: { ...env, MYSQL_PASSWORD: SECRETS.unused } }),
    ]);

    const key = 'secretive/';
    for (const topic of ['sluice.audit', 'sluice.runs'])
      for (const { key: of, event } of await readTopic(
        kafka.brokers,
        topic,
        key,
        (records) => records.length >= (topic === 'sluice.audit' ? 6 : 15),
      ))
        planted.look(`topic ${topic}`, `${of} ${JSON.stringify(event)}`);
    finish.abort();
    await watching;
    const end = await daemon.stop();
    printed.push(['the daemon', end]);
    expect(end.code).toBe(0);

    const ofStore = await lookIntoStore();
    for (const [what, { stdout, stderr }] of printed) planted.look(what, `${stdout}\n${stderr}`);
    await planted.lookIntoFolder(at('host'));
    expect(planted.leaks).toEqual([]);
    // It has been looked at: each kind of place was there, and a secret is found where one is.
    expect(ofStore).toBeGreaterThan(20);
    expect(planted.seen.places).toBeGreaterThan(200);
    for (const secret of Object.values(SECRETS)) {
      const decoy = new PlantedSecrets({ it: secret });
      decoy.look('decoy', `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`);
      decoy.look('decoy in JSON', JSON.stringify({ held: secret }));
      expect(decoy.leaks).toHaveLength(2);
    }
  });

  /** Every row of every table of ours; returns how many there were. */
  async function lookIntoStore(): Promise<number> {
    const [tables] = await admin.query<RowDataPacket[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name LIKE 'sluice%'",
      [database],
    );
    let count = 0;
    for (const { name } of tables) {
      const [rows] = await admin.query<RowDataPacket[]>(`SELECT * FROM ${database}.${String(name)}`);
      for (const row of rows) {
        count += 1;
        for (const [column, value] of Object.entries(row))
          planted.look(
            `row of ${String(name)}.${column}`,
            Buffer.isBuffer(value) ? value : JSON.stringify(value ?? ''),
          );
      }
    }
    return count;
  }
});

function post(document: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };
}
