import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunJson } from '../../src/server/index.ts';
import { answeringServer, type AnsweringServer } from '../support/answering-server.ts';
import { freePort } from '../support/free-port.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, startSluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const TOKEN = 'of-this-test';

const command = (name: string, program: string, more = ''): string =>
  `name: ${name}\nschedule: manual\n${more}command: ["/bin/sh", "-c", ${JSON.stringify(program)}]\n`;

describe('sluice run with a server', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
freezes:
  sale: { from: "2020-01-01T00:00:00Z", to: "2090-01-01T00:00:00Z", select: ["tag:frozen"] }
`,
      'pipelines/orders.yaml': command(
        'orders',
        'echo shop is ${shop}; sleep 1',
        'params: { shop: { default: all } }\n',
      ),
      'pipelines/broken.yaml': command('broken', 'echo it breaks; exit 3'),
      'pipelines/slow.yaml': command('slow', 'sleep 60'),
      'pipelines/sale.yaml': command('sale', 'true', 'tags: [frozen]\n'),
    });
    daemon = await serve({ cwd: folder.path, env: { SLUICE_TOKEN: TOKEN } });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  /** In a folder without a project: all is the server's. */
  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<ProgramEnd> =>
    sluice(['run', ...args], {
      cwd: '/',
      env: { SLUICE_SERVER: daemon.url, SLUICE_TOKEN: TOKEN, ...env },
    });
  const runsOf = async (pipeline: string): Promise<readonly RunJson[]> =>
    (await daemon.get<{ items: readonly RunJson[] }>(`/api/v1/runs?pipeline=${pipeline}`)).items;

  test('knows what is deployed', async () => {
    const deployed = async () => (await daemon.get<{ items: unknown[] }>('/api/v1/pipelines')).items.length;
    await expect.poll(deployed, WAIT).toBe(4);
  });

  test('follows states and logs to the end, with values of parameters', async () => {
    const end = await run(['orders', '-p', 'shop=north', '--wait']);
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('shop is north') });
    expect(end.stdout + end.stderr).toMatch(/orders run \S+, fire time[\s\S]*succeeded in/);
    const [made] = await runsOf('orders');
    expect(made).toMatchObject({ parameters: { shop: 'north' }, state: 'succeeded' });
  });

  test('tells a machine the run, by its schema, and ends with 1 where it failed', async () => {
    const { code, stdout, stderr } = await run(['broken', '--output', 'json']);
    const validate = publishedSchema('run');
    validate(JSON.parse(stdout));
    expect([code, validate.errors ?? []]).toEqual([1, []]);
    expect(JSON.parse(stdout)).toMatchObject({ pipeline: 'broken', state: 'failed' });
    expect(stderr).toContain('error[JOB_FAILED]');
  });

  test('a fire that has succeeded is left alone, unless it is to run again', async () => {
    const [done] = (await runsOf('orders')).filter(({ state }) => state === 'succeeded');
    const fire = ['orders', '--fire', done?.fireAt ?? ''];
    const left = await run(fire);
    expect([left.code, left.stdout + left.stderr]).toEqual([0, expect.stringContaining('nothing was done')]);
    expect((await run([...fire, '--again'])).code).toBe(0);
    expect((await runsOf('orders'))[0]?.attempts).toHaveLength(2);
  });

  test('returns at once with --no-wait, and leaves the run alone at ctrl-c', async () => {
    const { code, stdout } = await run(['slow', '--no-wait', '--output', 'json']);
    expect([code, JSON.parse(stdout).pipeline]).toEqual([0, 'slow']);
    const { fireAt } = JSON.parse(stdout) as RunJson; // schemas/run
    await using following = startSluice(['run', 'slow', '--fire', fireAt, '--server', daemon.url], {
      cwd: '/',
      env: { SLUICE_TOKEN: TOKEN },
    });
    await expect.poll(() => following.stdout + following.stderr, WAIT).toContain('running');
    following.signal('SIGINT');
    const end = await following.ended;
    expect([end.code, end.stdout + end.stderr]).toEqual([130, expect.stringContaining('goes on')]);
    expect((await runsOf('slow')).map(({ state }) => state)).toEqual(['running']);
  });

  test('ctrl-c ends the asking, and it is said that the run may be on record', async () => {
    await using mute = await answeringServer(() => undefined);
    await using asking = startSluice(['run', 'slow', '--server', mute.url], { cwd: '/', env: {} });
    await expect.poll(() => mute.seen.length, WAIT).toBe(1);
    asking.signal('SIGINT');
    const end = await asking.ended;
    expect([end.code, end.stdout + end.stderr]).toEqual([130, expect.stringContaining('may be on record, or not')]);
  });

  test('says what is the matter: a freeze, a name, a parameter, a token, no server', async () => {
    expect(await run(['sale'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/`sale`[\s\S]*--during-freeze/),
    });
    expect((await run(['sale', '--during-freeze'])).code).toBe(0);
    expect(await run(['odrers'])).toMatchObject({ code: 64, stderr: expect.stringContaining('`orders` meant') });
    expect(await run(['orders', '-p', 'day=1'])).toMatchObject({ code: 64, stderr: expect.stringContaining('`day`') });
    expect(await run(['orders', '-p', 'shop'])).toMatchObject({ code: 64, stderr: expect.stringContaining('`shop`') });
    expect(await run(['orders'], { SLUICE_TOKEN: 'another' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not the token[\s\S]*SLUICE_TOKEN/),
    });
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await run(['orders', '--server', nobody])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(nobody),
    });
    const here = await sluice(['run', 'orders', '--no-wait'], { cwd: folder.path });
    expect(here).toMatchObject({ code: 64, stderr: expect.stringContaining('--server') });
  });

  test('asks again under one key where the answer is lost or the server is not ready, and makes one run', async () => {
    const before = (await runsOf('orders')).length;
    await using between = await losing(['cut', 503, undefined]);
    expect((await run(['orders', '--server', between.url])).code).toBe(0);
    expect(between.seen.filter(({ method }) => method === 'POST')).toHaveLength(3);
    expect(await runsOf('orders')).toHaveLength(before + 1);
  });

  /** Passes on to the daemon; what it answers a POST is lost as the list says, one after the other. */
  function losing(fates: readonly ('cut' | number | undefined)[]): Promise<AnsweringServer> {
    let posts = 0;
    return answeringServer((request, response, raw) => {
      const fate = request.method === 'POST' ? fates[posts++] : undefined;
      const { method, path, body } = request;
      const { host: _host, 'content-length': _length, connection: _connection, ...headers } = raw.headers;
      const asked = fetch(daemon.url + path, {
        method,
        // `as`: none of the program's headers comes twice
        headers: headers as Record<string, string>,
        ...(method === 'POST' ? { body } : {}),
      });
      void asked.then(async (answer) => {
        const text = await answer.text();
        if (fate === 'cut') raw.socket.destroy();
        else response.writeHead(fate ?? answer.status, { 'content-type': 'application/json' }).end(text);
      });
    });
  }
});

describe('POST of a run with an Idempotency-Key', () => {
  test('is answered as it was, refused under the key of another request, and needs a key that is one', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml':
        'name: shop\nedition: 2026\ndefaults: { engine: programs }\nengines: { programs: { type: command } }\n',
      'pipelines/orders.yaml': command('orders', 'true'),
    });
    await using daemon = await serve({ cwd: folder.path });
    const ask = async (key: string, body: object) => {
      const answer = await fetch(`${daemon.url}/api/v1/pipelines/orders/runs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      const told = (await answer.json()) as { id?: string; error?: { code: string; run?: string } }; // schemas/run, error
      return { status: answer.status, id: told.id, error: told.error };
    };
    await expect.poll(async () => (await ask('first', {})).status, WAIT).toBe(201);
    const first = await ask('first', {});
    await expect
      .poll(async () => (await daemon.get<RunJson>(`/api/v1/runs/${first.id}`)).state, WAIT)
      .toBe('succeeded');
    expect(await ask('"first"', {})).toEqual(first);
    expect(await ask('first', { again: true })).toMatchObject({
      status: 422,
      error: { code: 'REQUEST_REUSED', run: first.id },
    });
    expect(await ask('not a key', {})).toMatchObject({ status: 400, error: { code: 'INVALID_REQUEST' } });
    expect(await ask('k'.repeat(201), {})).toMatchObject({ status: 400, error: { code: 'INVALID_REQUEST' } });
    const other = await ask('second', {});
    expect([other.status, other.id === first.id]).toEqual([201, false]);
    return await Promise.resolve();
  });
});
