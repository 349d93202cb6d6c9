import { describe, expect, it } from 'vitest';
import { demoForAll } from '../../test/support/demo-for-all.ts';
import { publishedSchema } from '../../test/support/published-schema.ts';

const demo = demoForAll();
const json = { 'content-type': 'application/json' };

describe('executors', () => {
  const drain = async (payload: object) => {
    const url = '/api/v1/executors/drain';
    const answer = await demo.made.server.inject({ method: 'POST', url, headers: json, payload });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('are drained and taken back by host, and who is none is told which there are', async () => {
    const { store } = demo.made.demo;
    const { project, environment } = (await demo.get('/api/v1/status')).body;
    const facts = { version: '1', project, environment, roles: ['execute'], startedAt: 0, drained: false };
    await store.beat({ ...facts, name: 'alpha:1:1', host: 'alpha' }, Date.now());
    const missing = async () => (await demo.get('/api/v1/executors')).body.missingRoles;
    expect(await missing()).not.toContainEqual({ role: 'execute', drained: false });
    expect(await drain({ target: 'beta' })).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
    expect((await drain({ target: 'beta' })).body.error.help).toContain('`alpha`');
    const done = await drain({ target: 'alpha', reason: 'new disks' });
    expect(done).toMatchObject({ status: 200, body: { target: 'alpha', drained: true, changed: true } });
    expect(await missing()).toContainEqual({ role: 'execute', drained: true });
    const { body } = await demo.get('/api/v1/executors');
    const validate = publishedSchema('executors');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.items).toMatchObject([
      { name: 'alpha:1:1', state: 'draining', drain: { target: 'alpha', reason: 'new disks' } },
    ]);
    await store.beat({ ...facts, name: 'alpha:1:1', host: 'alpha', drained: true }, Date.now());
    expect((await demo.get('/api/v1/executors')).body.items[0].state).toBe('drained');
    expect((await drain({ target: 'alpha', undo: true })).body).toMatchObject({ drained: false, changed: true });
    expect((await drain({ target: 'alpha', undo: true })).body).toMatchObject({ drained: false, changed: false });
    expect((await demo.get('/api/v1/executors')).body.items[0].state).toBe('running');
    await store.leave('alpha:1:1');
  });

  it('of another project on the store are neither listed nor drained, unless all are meant', async () => {
    const { store } = demo.made.demo;
    const { project, environment } = (await demo.get('/api/v1/status')).body;
    const facts = { version: '1', environment, roles: ['execute'], startedAt: 0, drained: false, host: 'shared' };
    await store.beat({ ...facts, project, name: 'shared:1:1' }, Date.now());
    await store.beat({ ...facts, project: 'theirs', name: 'shared:2:2' }, Date.now());
    await store.beat({ ...facts, project: 'theirs', name: 'far:1:1', host: 'far' }, Date.now());
    const names = async (query = '') =>
      (await demo.get(`/api/v1/executors${query}`)).body.items.map(({ name }: { name: string }) => name);
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
    const { store } = demo.made.demo;
    const { project, environment } = (await demo.get('/api/v1/status')).body;
    await store.drain({ target: 'scrapped', actor: 'ann', project, environment }, Date.now());
    const { body } = await demo.get('/api/v1/executors');
    const validate = publishedSchema('executors');
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
    expect(body.absentDrains).toMatchObject([{ target: 'scrapped', actor: 'ann' }]);
    expect(await drain({ target: 'scrapped', undo: true })).toMatchObject({ status: 200, body: { changed: true } });
    expect((await demo.get('/api/v1/executors')).body.absentDrains).toEqual([]);
  });
});
