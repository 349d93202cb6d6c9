import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { serve, type Daemon } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb } = await stack();
const name = `labels_${createSystemRandom().hex(8)}`;
const WAIT = { timeout: 60_000, interval: 200 };

const pipeline = (label: string): string =>
  `name: on-${label}\nrunOn: [${label}]\nschedule: { every: 1s, overlap: allow }\ncommand: [date]\n`;
const PROJECT = {
  'sluice.yaml': `name: ${name}\nedition: 2026\ndefaults: { timeZone: UTC }\n`,
  'pipelines/one.yaml': pipeline('dc-a'),
  'pipelines/two.yaml': pipeline('dc-b'),
  'pipelines/nobody.yaml': pipeline('gpu'),
  'pipelines/any.yaml': 'name: anywhere\nschedule: { every: 1s, overlap: allow }\ncommand: [date]\n',
};

describe.skipIf(mariadb === undefined)('executors with labels', () => {
  if (mariadb === undefined) return;
  let connection: Connection;
  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password });
    await connection.query(`CREATE DATABASE ${name}`);
  });
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.end();
  });

  test('take what they have the labels for, and what none has waits and says why', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const start = (labels: string): Promise<Daemon> =>
      serve({
        cwd: folder.path,
        env: {
          MYSQL_ADDRESS: `${mariadb.host}:${mariadb.port}`,
          MYSQL_DATABASE: name,
          MYSQL_USERNAME: mariadb.username,
          MYSQL_PASSWORD: mariadb.password,
          SLUICE_LABELS: labels,
        },
        args: ['--state-dir', `.sluice/${labels}`],
      });
    await using one = await start('dc-a');
    await using two = await start('dc-b');
    const executors = new Map<string, string>();
    for (const [label, daemon] of Object.entries({ 'dc-a': one, 'dc-b': two }))
      executors.set(label, (await daemon.get<{ readonly executor: string }>('/api/v1/status')).executor);
    const takenBy = async (label: string): Promise<readonly (string | null)[]> => {
      const path = `/api/v1/runs?limit=500&pipeline=on-${label}&state=succeeded`;
      const { items } = await one.get<{ readonly items: readonly RunJson[] }>(path);
      return items.flatMap((run) => run.attempts.map(({ executor }) => executor));
    };
    for (const [label, executor] of executors) {
      await expect.poll(async () => (await takenBy(label)).length, WAIT).toBeGreaterThan(4);
      expect(new Set(await takenBy(label))).toEqual(new Set([executor]));
    }
    const waiting = await one.get<{ readonly items: readonly RunJson[] }>('/api/v1/runs?limit=500&pipeline=on-gpu');
    expect(waiting.items.length).toBeGreaterThan(4);
    expect(new Set(waiting.items.map(({ state }) => state))).toEqual(new Set(['scheduled']));
    expect(await one.get('/api/v1/pipelines/on-gpu/why')).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'QUEUED_NO_LABELS', details: expect.objectContaining({ labels: 'gpu' }) }),
      ]),
    });
    const listed = await two.get<{ readonly items: readonly { readonly labels: readonly string[] }[] }>(
      '/api/v1/executors',
    );
    expect(listed.items.map(({ labels }) => labels).toSorted()).toEqual([['dc-a'], ['dc-b']]);
  });
});
