import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SavedPlan } from '../../src/compiler/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { freePort } from '../support/free-port.ts';
import { sluice, startSluice, type ProgramEnd } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const clock = createSystemClock();
const { mariadb } = await stack();
const database = `apply_${createSystemRandom().hex(8)}`;
const WAIT = { timeout: 60_000, interval: 50 };
const PIPELINES = 60;

const project = (every: string): Readonly<Record<string, string>> => ({
  'sluice.yaml':
    'name: shop\nedition: 2026\ndefaults: { engine: programs, timeZone: UTC }\nengines: { programs: { type: command } }\n',
  'pipelines/all.ts': `import { definePipeline } from 'sluice'
export default Array.from({ length: ${PIPELINES} }, (_, index) =>
  definePipeline({ name: 'p' + String(index).padStart(3, '0'), schedule: { every: '${every}' }, command: ['date'] }))
`,
});

// One story: each test goes on where the one before has ended.
describe.skipIf(mariadb === undefined)('sluice apply on MariaDB', () => {
  if (mariadb === undefined) return;
  let admin: Connection;
  let folder: TempDir;
  const env = {
    MYSQL_ADDRESS: `${mariadb.host}:${mariadb.port}`,
    MYSQL_DATABASE: database,
    MYSQL_USERNAME: mariadb.username,
    MYSQL_PASSWORD: mariadb.password,
  };
  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    admin = await createConnection({ host, port, user, password });
    await admin.query('CREATE DATABASE ??', [database]);
    folder = await tempDir();
    await writeFiles(folder.path, project('1h'));
  });
  afterAll(async () => {
    await admin.query('DROP DATABASE IF EXISTS ??', [database]);
    await admin.end();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]): Promise<ProgramEnd> => sluice(args, { cwd: folder.path, env });
  const planned = async (file: string, every: string): Promise<SavedPlan> => {
    await writeFiles(folder.path, project(every));
    const { code, stderr } = await run('plan', '--out', file, '--quiet');
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(await readFile(path.join(folder.path, file), 'utf8')) as SavedPlan; // the built program wrote it
  };
  const rows = async (sql: string): Promise<readonly RowDataPacket[]> => {
    const [found] = await admin.query<RowDataPacket[]>(sql.replaceAll('$db', `\`${database}\``));
    return found;
  };
  const digests = async (): Promise<readonly string[]> =>
    (
      await rows(
        'SELECT DISTINCT artefact_digest AS digest FROM $db.sluice_deployment WHERE state <> "deleted" ORDER BY 1',
      )
    ).map(({ digest }) => String(digest));
  const wanted = ({ changes }: SavedPlan): readonly string[] => changes.flatMap(({ after }) => after ?? []).toSorted();
  const plansApplied = async (): Promise<number> =>
    (await rows('SELECT id FROM $db.sluice_event WHERE type = "plan.applied"')).length;

  test('applies a first plan, tells who did, and has nothing to do then', async () => {
    const first = await planned('first.json', '1h');
    const applied = await run('apply', 'first.json', '--yes');
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining(`${PIPELINES} changes`)]);
    expect(await digests()).toEqual(wanted(first));
    const [event] = await rows('SELECT data FROM $db.sluice_event WHERE type = "plan.applied"');
    expect(JSON.parse(String(event?.['data']))).toMatchObject({ actor: 'cli', plan: first.seal, changes: PIPELINES });
    const next = await run('plan', '--detailed-exitcode');
    expect([next.code, next.stdout]).toEqual([0, expect.stringContaining('no changes')]);
  });

  test('killed in the middle leaves nothing half, and is applied by the next one', async () => {
    const before = await digests();
    const second = await planned('second.json', '2h');
    // at several moments of its work, before its commit or after it: what is there is the old state or all of the new one
    for (const after of [300, 600, 900]) {
      await using applying = startSluice(['apply', 'second.json', '--yes'], { cwd: folder.path, env });
      await clock.sleep(after);
      applying.signal('SIGKILL');
      await applying.ended;
      const open = async (): Promise<number> => {
        // other tests have transactions of their own on this server
        const [own] = await admin.query<RowDataPacket[]>(
          `SELECT t.trx_id FROM information_schema.innodb_trx t
             JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db = ?`,
          [database],
        );
        return own.length;
      };
      await expect.poll(open, WAIT).toBe(0);
      const isNew = (await plansApplied()) === 2;
      expect(await digests()).toEqual(isNew ? wanted(second) : before);
    }
    const again = await run('apply', 'second.json', '--yes');
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/applied/)]);
    expect(await digests()).toEqual(wanted(second));
    expect(await plansApplied()).toBe(2);
  });

  test('of plans that are applied at once one wins, and the others say which pipelines are others', async () => {
    const plans = ['3h', '4h', '5h'];
    const saved = [];
    for (const every of plans) saved.push(await planned(`${every}.json`, every));
    const ends = await Promise.all(plans.map((every) => run('apply', `${every}.json`, '--yes')));
    expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 1, 1]);
    const winner = saved[ends.findIndex(({ code }) => code === 0)];
    expect(await digests()).toEqual(winner === undefined ? [] : wanted(winner));
    for (const { stderr } of ends.filter(({ code }) => code === 1)) {
      expect(stderr).toContain(`nothing was applied: ${PIPELINES} pipelines are deployed otherwise`);
      expect(stderr).toMatch(/ {2}p059 {2}the plan changes [0-9a-f]{12}, and what is deployed is [0-9a-f]{12}/);
    }
    const twice = await Promise.all(
      [0, 1].map(() => run('apply', `${plans[ends.findIndex(({ code }) => code === 0)] ?? ''}.json`, '--yes')),
    );
    expect(twice.map(({ stdout }) => stdout.includes('applied already'))).toEqual([true, true]);
    expect(await plansApplied()).toBe(3);
  });

  test('says where the store is not to be had, and does nothing', async () => {
    const port = await freePort();
    const nowhere = { ...env, MYSQL_ADDRESS: `127.0.0.1:${port}` };
    const applied = await sluice(['apply', 'first.json', '--yes'], { cwd: folder.path, env: nowhere });
    expect([applied.code, applied.stderr]).toEqual([1, expect.stringContaining(`127.0.0.1:${port} cannot be reached`)]);
    const plan = await sluice(['plan'], { cwd: folder.path, env: nowhere });
    expect([plan.code, plan.stderr]).toEqual([1, expect.stringContaining('--base')]);
  });
});
