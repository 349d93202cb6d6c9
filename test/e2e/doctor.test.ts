import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { freePort } from '../support/free-port.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const PIPELINE = `name: airports
schedule: { every: 5m }
source: { datasource: exports, path: airports.csv, columns: [iata string, name string] }
sink: { datasource: warehouse, table: airports, mode: overwrite }
`;

interface Seen {
  readonly summary: Readonly<Record<string, number>>;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly fix: string | null }[];
}

describe('sluice doctor', () => {
  const conforms = publishedSchema('doctor');

  async function look(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { code, stdout, stderr } = await sluice(['doctor', '--output', 'json', ...args], { cwd: folder, env });
    const document = JSON.parse(stdout) as Seen; // held to the schema below
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    const states = Object.fromEntries(document.checks.map(({ name, state }) => [name, state]));
    return { code, stdout, stderr, document, states };
  }

  test('finds a new project well, and leaves no store behind', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE });
    const { code, states } = await look(folder.path, ['--port', String(await freePort())]);
    expect(code).toBe(0);
    expect(states).toMatchObject({ 'host.node': 'ok', 'host.port': 'ok', project: 'ok', 'store.file': 'ok' });
    expect(Object.keys(states).filter((name) => name.startsWith('engine.'))).toHaveLength(1);
    await expect(rm(path.join(folder.path, '.sluice/state/sluice.db'))).rejects.toThrow('ENOENT');
  });

  test('says what each lost service needs, with exit 1 and no secret', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE.replace('sink:', 'snik:') });
    const nobody = String(await freePort());
    const { code, states, stdout, stderr, document } = await look(folder.path, [], {
      MYSQL_ADDRESS: `127.0.0.1:${nobody}`,
      MYSQL_PASSWORD: 'hunter2',
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: nobody,
      REDIS_PASSWORD: 'hunter2',
      KAFKA_BROKERS: `127.0.0.1:${nobody}`,
    });
    expect(code).toBe(1);
    expect(states).toMatchObject({ project: 'failed', store: 'failed', lease: 'failed', bus: 'failed' });
    expect(document.summary['failed']).toBe(4);
    expect(document.checks.filter(({ state, fix }) => state === 'failed' && fix === null)).toEqual([]);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  test('looks at one engine, and names those that there are', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE });
    const { stderr, code } = await sluice(['doctor', '--engine', 'nobody'], { cwd: folder.path });
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: expect.stringMatching(/engine `nobody`\nhelp: they run on \w+/),
    });
    const name = /they run on (\w+)/.exec(stderr)?.[1] ?? '';
    const { states } = await look(folder.path, ['--engine', name]);
    expect(states).toEqual({ [`engine.${name}`]: 'ok' });
  });
});
