import { describe, expect, it } from 'vitest';
import { demoForAll } from '../../test/support/demo-for-all.ts';
import { brokenSource } from '../../test/support/demo-store.ts';
import { publishedSchema } from '../../test/support/published-schema.ts';
import { type EventJson, toEventBacklogJson } from './index.ts';

const demo = demoForAll();
const json = { 'content-type': 'application/json' };

const bad = async (url: string) => {
  const { status, body } = await demo.get(url);
  return [status, body.error.code];
};

const postWith = async (headers: Record<string, string>) =>
  (await demo.made.server.inject({ method: 'POST', url: '/api/v1/pipelines/none/runs', headers, payload: '{}' }))
    .statusCode;

describe('outputs', () => {
  it.each([
    ['runs', '/api/v1/runs?limit=100'],
    ['run', () => `/api/v1/runs/${demo.made.demo.runs.failed}`],
    ['run', () => `/api/v1/runs/${demo.made.demo.runs.running}`],
    ['run', () => `/api/v1/runs/${demo.made.demo.runs.retrying}`],
    ['run-logs', () => `/api/v1/runs/${demo.made.demo.runs.failed}/logs`],
    ['events', () => `/api/v1/runs/${demo.made.demo.runs.failed}/events`],
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
    const { body } = await demo.get(typeof url === 'string' ? url : url());
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('tell how long events wait to be published, of a relay that is more than a minute behind', async () => {
    const { events } = (await demo.get('/api/v1/status')).body;
    const unpublished = await demo.made.demo.store.unpublishedEvents(9_999);
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
    const ask = async (query: string) =>
      (await demo.get(`/api/v1/events?limit=500&${query}`)).body.items as EventJson[];
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
    const { body: all } = await demo.get('/api/v1/deployments?limit=500');
    const { body: first } = await demo.get('/api/v1/deployments?limit=2');
    const { body: second } = await demo.get(`/api/v1/deployments?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4));
    const { body } = await demo.get(`/api/v1/artefacts/${all.items[0].digest}`);
    expect(body.artefact.pipeline.name).toBe(all.items[0].pipeline);
  });

  it('satisfy the schema of diagnostics when the repository is broken', async () => {
    await demo.made.demo.store.setSourceStatus(demo.made.demo.fence, brokenSource(Date.now()));
    const { body } = await demo.get('/api/v1/diagnostics');
    const validate = publishedSchema('diagnostics');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.summary).toMatchObject({ errors: 1 });
    const { body: pipeline } = await demo.get('/api/v1/pipelines/orders-to-ods');
    expect(pipeline.sync).toMatchObject({ status: 'Unknown', reason: 'SOURCE_BROKEN' });
    const { body: all } = await demo.get('/api/v1/pipelines');
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
      await demo.made.demo.store.setSourceStatus(demo.made.demo.fence, status);
      const { body } = await demo.get(`/api/v1/${name}`);
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
      const { body } = await demo.get(`/api/v1/runs?limit=50${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map((run: { id: string }) => run.id));
      cursor = body.nextCursor;
    }
    expect(seen.length).toBeGreaterThan(50);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('are filtered by state and pipeline', async () => {
    const { body } = await demo.get('/api/v1/runs?state=failed,retry-wait&pipeline=payments-to-ods');
    expect(body.items.length).toBeGreaterThan(0);
    for (const run of body.items) {
      expect(run.pipeline).toBe('payments-to-ods');
      expect(['failed', 'retry-wait']).toContain(run.state);
    }
  });

  it('tell what went wrong and what to do', async () => {
    const { body } = await demo.get(`/api/v1/runs/${demo.made.demo.runs.failed}`);
    expect(body).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED' }, metrics: { rowsRefused: 600 } });
    expect(body.reason.help).toContain('errorLimit');
    expect(body.durationMs).toBeGreaterThan(0);
  });

  it('have a log that is read on from where it ended', async () => {
    const url = `/api/v1/runs/${demo.made.demo.runs.failed}/logs`;
    const first = await demo.get(url);
    expect(first.body.text).toContain('credit_limit');
    demo.made.demo.jobLogs.append(demo.made.demo.runs.failed, 1, 'one more line');
    const second = await demo.get(`${url}?attempt=1&offset=${first.body.nextOffset}`);
    expect(second.body.text).toMatch(/^\S+ one more line\n$/);
  });

  it('have their events in order', async () => {
    const { body } = await demo.get(`/api/v1/runs/${demo.made.demo.runs.failed}/events`);
    const types = body.items.map((event: { type: string }) => event.type);
    expect(types[0]).toBe('run.scheduled');
    expect(types.at(-1)).toBe('run.failed');
  });
});

describe('pipelines', () => {
  it('show schedule, ends, sync and health', async () => {
    const { body } = await demo.get('/api/v1/pipelines');
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
    const first = await demo.get('/api/v1/pipelines?limit=4');
    const second = await demo.get(`/api/v1/pipelines?limit=20&cursor=${first.body.nextCursor}`);
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
    const first = await demo.made.server.inject(request);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({
      fireAt: '2026-04-30T18:00:00.000Z',
      parameters: { region: 'north' },
      trigger: 'manual',
    });
    const second = await demo.made.server.inject(request);
    expect(second.statusCode).toBe(200);
    expect(second.json().id).toBe(first.json().id);
    const cancelled = await demo.made.server.inject({
      method: 'POST',
      url: `/api/v1/runs/${first.json().id}/cancel`,
      headers: json,
      payload: {},
    });
    expect([cancelled.statusCode, cancelled.json().state]).toEqual([202, 'cancelled']);
    expect(demo.made.asked.at(-1)).toContain('by http:127.0.0.1');
  });

  it('run once more what is over, and what has succeeded only when asked', async () => {
    const post = async (url: string, payload: object) => {
      const answer = await demo.made.server.inject({ method: 'POST', url: `/api/v1/${url}`, headers: json, payload });
      return { status: answer.statusCode, body: answer.json() };
    };
    const { body: run } = await post('pipelines/revenue-report/runs', { fireAt: '2026-05-02T02:00:00+08:00' });
    await post(`runs/${run.id}/cancel`, {});
    expect(await post(`runs/${run.id}/rerun`, {})).toMatchObject({
      status: 202,
      body: { formatVersion: '1.0', id: run.id, state: 'scheduled', reason: null },
    });
    expect(demo.made.asked.at(-1)).toBe(`rerun ${run.id} by http:127.0.0.1`);
    expect(await post(`runs/${run.id}/rerun`, {})).toMatchObject({
      status: 409,
      body: { error: { code: 'STORE_CONFLICT', message: `run ${run.id} is not over: scheduled` } },
    });
    const { body: page } = await demo.get('/api/v1/runs?state=succeeded&pipeline=orders-to-ods&limit=1');
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
    const { body: others } = await demo.get('/api/v1/runs?state=succeeded&pipeline=airports-to-parquet&limit=1');
    const [alone] = others.items;
    const again = await post(`runs/${alone.id}/rerun`, { again: true });
    expect(again).toMatchObject({ status: 202, body: { state: 'scheduled', attempts: alone.attempts } });
    const { body: events } = await demo.get(`/api/v1/runs/${alone.id}/events`);
    expect(events.items.map((event: { type: string }) => event.type)).toContain('run.rerun-requested');
    const keyed = async (payload: object, key: string) => {
      const url = `/api/v1/runs/${alone.id}/rerun`;
      const headers = { ...json, 'idempotency-key': key };
      const { statusCode, ...answer } = await demo.made.server.inject({ method: 'POST', url, headers, payload });
      return { status: statusCode, code: answer.json().error?.code };
    };
    await post(`runs/${alone.id}/cancel`, {});
    expect(await keyed({ again: true }, 'key-1')).toEqual({ status: 202 });
    expect(await keyed({ again: true }, 'key-1')).toEqual({ status: 202 });
    expect(await keyed({}, 'key-1')).toEqual({ status: 422, code: 'REQUEST_REUSED' });
    expect(await keyed({ again: true }, 'no key')).toEqual({ status: 400, code: 'INVALID_REQUEST' });
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
    const ended = await demo.made.server.inject({
      method: 'POST',
      url: `/api/v1/runs/${demo.made.demo.runs.failed}/cancel`,
      headers: json,
      payload: {},
    });
    expect([ended.statusCode, ended.json().error.code]).toEqual([409, 'STORE_CONFLICT']);
    const post = async (payload: string) =>
      (
        await demo.made.server.inject({
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
