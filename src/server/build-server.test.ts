import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, demoServer, unreachableStore } from '../../test/support/demo-server.ts';
import { brokenSource } from '../../test/support/demo-store.ts';
import { freePort } from '../../test/support/free-port.ts';
import { publishedSchema } from '../../test/support/published-schema.ts';
import { type EventJson, startServer, toEventBacklogJson } from './index.ts';

let made: DemoServer;
beforeAll(async () => {
  made = await demoServer();
}, 120_000);
afterAll(() => made[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

async function get(url: string, headers: Record<string, string> = {}) {
  const answer = await made.server.inject({ url, headers });
  return { status: answer.statusCode, body: answer.json() };
}

const bad = async (url: string) => {
  const { status, body } = await get(url);
  return [status, body.error.code];
};

const postWith = async (headers: Record<string, string>) =>
  (await made.server.inject({ method: 'POST', url: '/api/v1/pipelines/none/runs', headers, payload: '{}' })).statusCode;

describe('outputs', () => {
  it.each([
    ['runs', '/api/v1/runs?limit=100'],
    ['run', (demo: DemoServer) => `/api/v1/runs/${demo.demo.runs.failed}`],
    ['run', (demo: DemoServer) => `/api/v1/runs/${demo.demo.runs.running}`],
    ['run', (demo: DemoServer) => `/api/v1/runs/${demo.demo.runs.retrying}`],
    ['run-logs', (demo: DemoServer) => `/api/v1/runs/${demo.demo.runs.failed}/logs`],
    ['events', (demo: DemoServer) => `/api/v1/runs/${demo.demo.runs.failed}/events`],
    ['pipelines', '/api/v1/pipelines'],
    ['deployments', '/api/v1/deployments'],
    ['deployments', '/api/v1/deployments?limit=2'],
    ['error', '/api/v1/artefacts/none'],
    ['pipeline-status', '/api/v1/pipelines/orders-to-ods'],
    ['events', '/api/v1/events?limit=200'],
    ['drift', '/api/v1/drift'],
    ['prune', '/api/v1/held-deletes'],
    ['restorable', '/api/v1/deleted'],
    ['status', '/api/v1/status'],
    ['executors', '/api/v1/executors'],
    ['diagnostics', '/api/v1/diagnostics'],
    ['error', '/api/v1/runs/none'],
  ])('satisfy the schema of %s', async (name, url) => {
    const validate = publishedSchema(name);
    const { body } = await get(typeof url === 'string' ? url : url(made));
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('tell how long events wait to be published, of a relay that is more than a minute behind', async () => {
    const { events } = (await get('/api/v1/status')).body;
    const unpublished = await made.demo.store.unpublishedEvents(9_999);
    expect(events.waiting).toBe(unpublished.length);
    expect(events.degraded).toBe(events.lagSeconds > 60);
    expect(toEventBacklogJson({ waiting: 3, oldestAt: 1_000 }, 62_000)).toEqual({
      waiting: 3,
      lagSeconds: 61,
      degraded: true,
    });
    expect(toEventBacklogJson({ waiting: 0, oldestAt: undefined }, 62_000).degraded).toBe(false);
  });

  it('find events by type, actor and time, from either end, and refuse what is none', async () => {
    const ask = async (query: string) => (await get(`/api/v1/events?limit=500&${query}`)).body.items as EventJson[];
    const all = await ask('order=oldest');
    expect((await ask('')).toReversed()).toEqual(all);
    const deployed = all.filter(({ type }) => type.startsWith('deployment.'));
    expect(deployed.length).toBeGreaterThan(0);
    expect(await ask('order=oldest&type=deployment.*')).toEqual(deployed);
    const actor = String(deployed[0]?.data['actor']);
    const since = encodeURIComponent(deployed[0]?.at ?? '');
    expect(await ask(`order=oldest&actor=${actor}&since=${since}`)).toEqual(
      all.filter(({ data, at }) => data['actor'] === actor && at >= (deployed[0]?.at ?? '')),
    );
    for (const query of ['type=Run', 'since=today', 'until=2026-03-01T00:00', 'order=up', 'who=ann'])
      expect([query, ...(await bad(`/api/v1/events?${query}`))]).toEqual([query, 400, 'INVALID_REQUEST']);
  });

  it('give what is deployed in pages, and the artefact of each', async () => {
    const { body: all } = await get('/api/v1/deployments?limit=500');
    const { body: first } = await get('/api/v1/deployments?limit=2');
    const { body: second } = await get(`/api/v1/deployments?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4));
    const { body } = await get(`/api/v1/artefacts/${all.items[0].digest}`);
    expect(body.artefact.pipeline.name).toBe(all.items[0].pipeline);
  });

  it('satisfy the schema of diagnostics when the repository is broken', async () => {
    await made.demo.store.setSourceStatus(made.demo.fence, brokenSource(Date.now()));
    const { body } = await get('/api/v1/diagnostics');
    const validate = publishedSchema('diagnostics');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.summary).toMatchObject({ errors: 1 });
    const { body: pipeline } = await get('/api/v1/pipelines/orders-to-ods');
    expect(pipeline.sync).toMatchObject({ status: 'Unknown', reason: 'SOURCE_BROKEN' });
    const { body: all } = await get('/api/v1/pipelines');
    const held = all.items.filter((one: { sync: { status: string } }) => one.sync.status !== 'Synced');
    expect(held.map((one: { name: string }) => one.name)).toEqual(['orders-to-ods']);
  });

  it.each(['diagnostics', 'status'])(
    'say in %s which commit of which repository was read, and why no newer one',
    async (name) => {
      const commit = { id: 'a'.repeat(40), author: 'Ann', subject: 'begin', committedAt: 0 };
      const place = { url: 'https://host/a.git', ref: 'main', path: '.' };
      const problem = { code: 'SOURCE_DENIED', message: 'no', help: 'give a token' };
      const status = { ...brokenSource(Date.now()), kind: 'git', state: 'unreadable', place, commit, problem } as const;
      await made.demo.store.setSourceStatus(made.demo.fence, status);
      const { body } = await get(`/api/v1/${name}`);
      const validate = publishedSchema(name);
      validate(body);
      expect(validate.errors ?? []).toEqual([]);
      const shown = { ...commit, committedAt: '1970-01-01T00:00:00.000Z' };
      expect(body.source).toMatchObject({ kind: 'git', repository: { ...place, commit: shown }, problem });
    },
  );
});

describe('runs', () => {
  it('are listed newest first, page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await get(`/api/v1/runs?limit=50${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map((run: { id: string }) => run.id));
      cursor = body.nextCursor;
    }
    expect(seen.length).toBeGreaterThan(50);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('are filtered by state and pipeline', async () => {
    const { body } = await get('/api/v1/runs?state=failed,retry-wait&pipeline=payments-to-ods');
    expect(body.items.length).toBeGreaterThan(0);
    for (const run of body.items) {
      expect(run.pipeline).toBe('payments-to-ods');
      expect(['failed', 'retry-wait']).toContain(run.state);
    }
  });

  it('tell what went wrong and what to do', async () => {
    const { body } = await get(`/api/v1/runs/${made.demo.runs.failed}`);
    expect(body).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED' }, metrics: { rowsRefused: 600 } });
    expect(body.reason.help).toContain('errorLimit');
    expect(body.durationMs).toBeGreaterThan(0);
  });

  it('have a log that is read on from where it ended', async () => {
    const url = `/api/v1/runs/${made.demo.runs.failed}/logs`;
    const first = await get(url);
    expect(first.body.text).toContain('credit_limit');
    made.demo.jobLogs.append(made.demo.runs.failed, 1, 'one more line');
    const second = await get(`${url}?attempt=1&offset=${first.body.nextOffset}`);
    expect(second.body.text).toMatch(/^\S+ one more line\n$/);
  });

  it('have their events in order', async () => {
    const { body } = await get(`/api/v1/runs/${made.demo.runs.failed}/events`);
    const types = body.items.map((event: { type: string }) => event.type);
    expect(types[0]).toBe('run.scheduled');
    expect(types.at(-1)).toBe('run.failed');
  });
});

describe('pipelines', () => {
  it('show schedule, ends, sync and health', async () => {
    const { body } = await get('/api/v1/pipelines');
    const byName = new Map(body.items.map((one: { name: string }) => [one.name, one]));
    expect(byName.get('customers-to-ods')).toMatchObject({
      owner: 'crm',
      schedule: { words: 'every 30 minutes' },
      source: 'crm.customers',
      sink: 'ods.ods_customers',
      health: { status: 'Degraded', reason: 'LAST_RUN_FAILED' },
    });
    expect(byName.get('inventory-snapshot')).toMatchObject({ health: { status: 'Suspended' }, nextFireAt: null });
    expect(byName.get('exchange-rates')).toMatchObject({ health: { status: 'Unknown', reason: 'NEVER_RAN' } });
    expect(byName.get('exchange-rates')).toMatchObject({ schedule: { words: 'at 09:00 Monday to Friday' } });
  });

  it('come page by page', async () => {
    const first = await get('/api/v1/pipelines?limit=4');
    const second = await get(`/api/v1/pipelines?limit=20&cursor=${first.body.nextCursor}`);
    expect(first.body.items).toHaveLength(4);
    expect(second.body.items).toHaveLength(5);
    expect(second.body.nextCursor).toBeNull();
  });
});

describe('requests', () => {
  it('put a run on record, once for a fire time', async () => {
    const request = {
      method: 'POST',
      url: '/api/v1/pipelines/revenue-report/runs',
      headers: json,
      payload: { fireAt: '2026-05-01T02:00:00+08:00', parameters: { region: 'north' } },
    } as const;
    const first = await made.server.inject(request);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({
      fireAt: '2026-04-30T18:00:00.000Z',
      parameters: { region: 'north' },
      trigger: 'manual',
    });
    const second = await made.server.inject(request);
    expect(second.statusCode).toBe(200);
    expect(second.json().id).toBe(first.json().id);
    const cancelled = await made.server.inject({
      method: 'POST',
      url: `/api/v1/runs/${first.json().id}/cancel`,
      headers: json,
      payload: {},
    });
    expect([cancelled.statusCode, cancelled.json().state]).toEqual([202, 'cancelled']);
    expect(made.asked.at(-1)).toContain('by http:127.0.0.1');
  });

  it('run once more what is over, and what has succeeded only when asked', async () => {
    const post = async (url: string, payload: object) => {
      const answer = await made.server.inject({ method: 'POST', url: `/api/v1/${url}`, headers: json, payload });
      return { status: answer.statusCode, body: answer.json() };
    };
    const { body: run } = await post('pipelines/revenue-report/runs', { fireAt: '2026-05-02T02:00:00+08:00' });
    await post(`runs/${run.id}/cancel`, {});
    expect(await post(`runs/${run.id}/rerun`, {})).toMatchObject({
      status: 202,
      body: { formatVersion: '1.0', id: run.id, state: 'scheduled', reason: null },
    });
    expect(made.asked.at(-1)).toBe(`rerun ${run.id} by http:127.0.0.1`);
    expect(await post(`runs/${run.id}/rerun`, {})).toMatchObject({
      status: 409,
      body: { error: { code: 'STORE_CONFLICT', message: `run ${run.id} is not over: scheduled` } },
    });
    const { body: page } = await get('/api/v1/runs?state=succeeded&pipeline=orders-to-ods&limit=1');
    const [succeeded] = page.items;
    expect(await post(`runs/${succeeded.id}/rerun`, {})).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'STORE_CONFLICT',
          message: `this fire has run already (run ${succeeded.id}, succeeded at ${succeeded.finishedAt})`,
          help: expect.stringContaining('"again": true'),
        },
      },
    });
    // Its pipeline has another run on its way.
    expect(await post(`runs/${succeeded.id}/rerun`, { again: true })).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('another run of `orders-to-ods` is not over') } },
    });
    const { body: others } = await get('/api/v1/runs?state=succeeded&pipeline=airports-to-parquet&limit=1');
    const [alone] = others.items;
    const again = await post(`runs/${alone.id}/rerun`, { again: true });
    expect(again).toMatchObject({ status: 202, body: { state: 'scheduled', attempts: alone.attempts } });
    const { body: events } = await get(`/api/v1/runs/${alone.id}/events`);
    expect(events.items.map((event: { type: string }) => event.type)).toContain('run.rerun-requested');
    expect(await post('runs/none/rerun', {})).toMatchObject({ status: 404 });
    expect(await post(`runs/${run.id}/rerun`, { force: true })).toMatchObject({ status: 400 });
  });

  it('are refused with a code, a message and help', async () => {
    expect(await bad('/api/v1/runs/none')).toEqual([404, 'NOT_FOUND']);
    expect(await bad('/api/v1/pipelines/none')).toEqual([404, 'NOT_FOUND']);
    expect(await bad('/api/v1/nothing')).toEqual([404, 'NOT_FOUND']);
    expect(await bad('/api/v1/runs?limit=0')).toEqual([400, 'INVALID_REQUEST']);
    expect(await bad('/api/v1/runs?state=broken')).toEqual([400, 'INVALID_REQUEST']);
    expect(await bad('/api/v1/runs?pipelin=x')).toEqual([400, 'INVALID_REQUEST']);
    expect(await bad('/api/v1/runs?cursor=zzz')).toEqual([400, 'INVALID_REQUEST']);
    expect(await bad('/api/v1/pipelines?cursor=zzz')).toEqual([400, 'INVALID_REQUEST']);
    expect(await bad('/api/v1/runs/..%2f..%2fetc/logs')).toEqual([404, 'NOT_FOUND']);
    const ended = await made.server.inject({
      method: 'POST',
      url: `/api/v1/runs/${made.demo.runs.failed}/cancel`,
      headers: json,
      payload: {},
    });
    expect([ended.statusCode, ended.json().error.code]).toEqual([409, 'STORE_CONFLICT']);
    const post = async (payload: string) =>
      (
        await made.server.inject({
          method: 'POST',
          url: '/api/v1/pipelines/orders-to-ods/runs',
          headers: json,
          payload,
        })
      ).statusCode;
    expect(await post('{')).toBe(400);
    expect(await post('{"fireAt":"2026-05-01 02:00"}')).toBe(400);
    expect(await post('{"firedAt":"2026-05-01T02:00:00Z"}')).toBe(400);
  });

  it('that change something are not taken from other pages', async () => {
    expect(await postWith({ ...json, origin: 'http://evil.example' })).toBe(403);
    expect(await postWith({ ...json, origin: 'null' })).toBe(403);
    expect(await postWith({ ...json, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await postWith({ 'content-type': 'text/plain' })).toBe(415);
    expect(
      await postWith({ ...json, host: 'localhost:80', origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }),
    ).toBe(404);
  });
});

describe('operation', () => {
  it('answers livez, readyz and metrics, with headers that keep scripts out', async () => {
    const { server } = made;
    expect((await server.inject('/livez')).statusCode).toBe(200);
    expect((await server.inject('/readyz')).statusCode).toBe(200);
    expect((await server.inject('/metrics')).body).toContain('# TYPE sluice_runs_total counter');
    expect((await server.inject('/livez')).headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('tells of each part when asked for all, as JSON and as text', async () => {
    const answer = await made.server.inject('/readyz?verbose');
    const validate = publishedSchema('readyz');
    validate(answer.json());
    expect([validate.errors ?? [], answer.statusCode]).toEqual([[], 200]);
    // nobody executes for the demo, which still answers
    expect(answer.json()).toMatchObject({
      status: 'degraded',
      parts: expect.arrayContaining([
        expect.objectContaining({ name: 'store', state: 'ok' }),
        expect.objectContaining({ name: 'executors', state: 'degraded' }),
      ]),
    });
    const text = await made.server.inject({ url: '/readyz?verbose', headers: { accept: 'text/plain' } });
    expect(text.body).toMatch(/^\[\+\] store ok since \S+Z: sqlite answers\n(.+\n)*degraded\n$/);
    const again = (await made.server.inject('/readyz?verbose')).json();
    expect(again.parts[0].since).toBe(answer.json().parts[0].since);
  });

  it('says why it is not ready when the store is gone, and stays alive', async () => {
    const port = await freePort();
    await using other = await demoServer({ history: 1, store: unreachableStore(port) });
    const all = await other.server.inject('/readyz?verbose');
    expect([all.statusCode, all.json().status]).toEqual([503, 'unready']);
    expect(all.json().parts[0]).toMatchObject({ name: 'store', state: 'failed' });
    const ready = await other.server.inject('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(ready.json().error.code).toBe('STORE_UNREACHABLE');
    expect((await other.server.inject('/api/v1/runs')).statusCode).toBe(503);
    expect((await other.server.inject('/livez')).statusCode).toBe(200);
  });

  it('has no index of events to build anew without a bus, and lists all that there is', async () => {
    const { server } = made;
    const answer = await server.inject({ method: 'POST', url: '/api/v1/events/rebuild', payload: {} });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect((await server.inject('/api/v1/events?limit=1')).json()).toMatchObject({ index: null, partial: false });
  });

  it('streams what changes, and stops at once although a reader stays', async () => {
    await using other = await demoServer({ history: 1 });
    const address = await startServer(other.server, { port: 0 });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${address}/api/v1/stream`);
    if (response.body === null) throw new Error('a stream has a body');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string): Promise<void> => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended before ${part}`);
        text += value;
      }
    };
    await until('retry:');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await fetch(`${address}/api/v1/pipelines/orders-to-ods/runs`, { method: 'POST', headers: json, body: '{}' });
    await until('event: run\n');
    await until('event: pipeline\ndata: {"name":"orders-to-ods"}');
    await other.demo.store.setSourceStatus(other.demo.fence, brokenSource(Date.now()));
    await until('event: diagnostics');
    const before = performance.now();
    await other.server.close();
    expect(performance.now() - before).toBeLessThan(5_000);
    await reader.cancel().catch(() => undefined);
  });

  it('says which port is in use, and what to do', async () => {
    await using other = await demoServer({ history: 1 });
    await using another = await demoServer({ history: 1 });
    const port = await freePort();
    await startServer(other.server, { port });
    await expect(startServer(another.server, { port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  /** The status for a request that names a host, and comes in on an address. */
  const asHost = async (address: string, host: string): Promise<number | undefined> => {
    const { request } = await import('node:http');
    return new Promise((resolve, reject) => {
      request(`${address}/api/v1/runs`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  };

  it('answers on loopback to loopback names only', async () => {
    await using other = await demoServer({ history: 1 });
    const address = await startServer(other.server, { port: 0 });
    expect(await asHost(address, 'evil.example')).toBe(403);
    expect(await asHost(address, 'localhost:8470')).toBe(200);
  });

  it('answers to the names that it is given, and to no other, whichever address they come in on', async () => {
    await using other = await demoServer({ history: 1, allowedHosts: ['sluice.example.com'] });
    const local = await startServer(other.server, { port: 0, host: '0.0.0.0' });
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const { port } = new URL(local);
    for (const address of [`http://127.0.0.1:${port}`, ...(own === undefined ? [] : [`http://${own}:${port}`])]) {
      expect(await asHost(address, 'sluice.example.com')).toBe(200);
      expect(await asHost(address, 'SLUICE.example.com:443')).toBe(200);
      expect(await asHost(address, 'evil.example')).toBe(403);
      expect(await asHost(address, 'sluice.example.com.evil.example')).toBe(403);
      expect(await asHost(address, `127.0.0.1:${port}`)).toBe(200);
    }
    // health checks and scrapers name the address
    if (own !== undefined) expect(await asHost(`http://${own}:${port}`, `${own}:${port}`)).toBe(200);
  });
});

describe('executors', () => {
  const drain = async (payload: object) => {
    const url = '/api/v1/executors/drain';
    const answer = await made.server.inject({ method: 'POST', url, headers: json, payload });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('are drained and taken back by host, and who is none is told which there are', async () => {
    const { store } = made.demo;
    const { project, environment } = (await get('/api/v1/status')).body;
    const facts = { version: '1', project, environment, roles: ['execute'], startedAt: 0, drained: false };
    await store.beat({ ...facts, name: 'alpha:1:1', host: 'alpha' }, Date.now());
    const missing = async () => (await get('/api/v1/executors')).body.missingRoles;
    expect(await missing()).not.toContainEqual({ role: 'execute', drained: false });
    expect(await drain({ target: 'beta' })).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
    expect((await drain({ target: 'beta' })).body.error.help).toContain('`alpha`');
    const done = await drain({ target: 'alpha', reason: 'new disks' });
    expect(done).toMatchObject({ status: 200, body: { target: 'alpha', drained: true, changed: true } });
    expect(await missing()).toContainEqual({ role: 'execute', drained: true });
    const { body } = await get('/api/v1/executors');
    const validate = publishedSchema('executors');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.items).toMatchObject([
      { name: 'alpha:1:1', state: 'draining', drain: { target: 'alpha', reason: 'new disks' } },
    ]);
    await store.beat({ ...facts, name: 'alpha:1:1', host: 'alpha', drained: true }, Date.now());
    expect((await get('/api/v1/executors')).body.items[0].state).toBe('drained');
    expect((await drain({ target: 'alpha', undo: true })).body).toMatchObject({ drained: false, changed: true });
    expect((await drain({ target: 'alpha', undo: true })).body).toMatchObject({ drained: false, changed: false });
    expect((await get('/api/v1/executors')).body.items[0].state).toBe('running');
    await store.leave('alpha:1:1');
  });

  it('of another project on the store are neither listed nor drained, unless all are meant', async () => {
    const { store } = made.demo;
    const { project, environment } = (await get('/api/v1/status')).body;
    const facts = { version: '1', environment, roles: ['execute'], startedAt: 0, drained: false, host: 'shared' };
    await store.beat({ ...facts, project, name: 'shared:1:1' }, Date.now());
    await store.beat({ ...facts, project: 'theirs', name: 'shared:2:2' }, Date.now());
    await store.beat({ ...facts, project: 'theirs', name: 'far:1:1', host: 'far' }, Date.now());
    const names = async (query = '') =>
      (await get(`/api/v1/executors${query}`)).body.items.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['shared:1:1']);
    expect(await names('?allProjects=true')).toEqual(['far:1:1', 'shared:1:1', 'shared:2:2']);
    expect(await drain({ target: 'far' })).toMatchObject({ status: 404 });
    expect(await drain({ target: 'shared:2:2' })).toMatchObject({ status: 404 });
    expect(await drain({ target: 'shared' })).toMatchObject({
      status: 400,
      body: { error: { message: '`shared` has executors of other projects too: `theirs`' } },
    });
    expect(await store.listDrains()).toEqual([]);
    expect(await drain({ target: 'shared', allProjects: true })).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    expect(await drain({ target: 'shared', undo: true })).toMatchObject({ status: 400 });
    expect(await drain({ target: 'shared', undo: true, allProjects: true })).toMatchObject({ body: { changed: true } });
    expect(await drain({ target: 'shared:1:1' })).toMatchObject({ status: 200 });
    for (const name of ['shared:1:1', 'shared:2:2', 'far:1:1']) await store.leave(name);
  });

  it('that are gone and drained are told of, and can be taken back', async () => {
    const { store } = made.demo;
    const { project, environment } = (await get('/api/v1/status')).body;
    await store.drain({ target: 'scrapped', actor: 'ann', project, environment }, Date.now());
    const { body } = await get('/api/v1/executors');
    const validate = publishedSchema('executors');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.absentDrains).toMatchObject([{ target: 'scrapped', actor: 'ann' }]);
    expect(await drain({ target: 'scrapped', undo: true })).toMatchObject({ status: 200, body: { changed: true } });
    expect((await get('/api/v1/executors')).body.absentDrains).toEqual([]);
  });
});
