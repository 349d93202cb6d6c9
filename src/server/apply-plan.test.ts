import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoServer, type DemoServer } from '../../test/support/demo-server.ts';
import { DEMO } from '../../test/support/demo-store.ts';
import { publishedSchema } from '../../test/support/published-schema.ts';
import { sampleArtefact } from '../../test/support/runtime/sample-artefact.ts';
import { SAMPLE_VERSION, samplePlan } from '../../test/support/saved-plan.ts';
import { compileArtefact, type CompiledArtefact, type SavedPlan } from '../compiler/index.ts';

describe('POST /api/v1/plans/apply', () => {
  let made: DemoServer;
  beforeEach(async () => {
    made = await demoServer({ history: 1 });
  });
  afterEach(() => made[Symbol.asyncDispose]());

  const inDemo = ({ artefact }: CompiledArtefact): CompiledArtefact => compileArtefact({ ...artefact, ...DEMO });
  const orders = (owner: string): CompiledArtefact => inDemo(sampleArtefact('new-orders', { owner }));
  const post = async (plan: unknown) => {
    const answer = await made.server.inject({
      method: 'POST',
      url: '/api/v1/plans/apply',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(plan),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const satisfies = (name: string, body: unknown): void => {
    const validate = publishedSchema(name);
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  };
  const takesPlans = async (): Promise<void> => {
    const { store, fence } = made.demo;
    const before = await store.sourceStatus(DEMO.project, DEMO.environment);
    if (before === undefined) throw new Error('the demo has a source');
    await store.setSourceStatus(fence, { ...before, kind: 'apply', state: 'synced', diagnostics: [] });
  };

  it('does a plan, says so where it is done already, and refuses one that another has overtaken', async () => {
    await takesPlans();
    const first = samplePlan([], [orders('ann')], {}, DEMO.environment);
    const done = await post(first);
    expect(done).toMatchObject({ status: 200, body: { outcome: 'applied', seal: first.seal, differences: [] } });
    satisfies('apply', done.body);
    const again = await post(first);
    expect(again).toMatchObject({ status: 200, body: { outcome: 'applied-already' } });
    satisfies('apply', again.body);

    const [left, right] = ['bob', 'cat'].map((owner) =>
      samplePlan([orders('ann')], [orders(owner)], {}, DEMO.environment),
    );
    const both = await Promise.all([left, right].map(post));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    satisfies('error', refused?.body);
    const winner = orders(both[0]?.status === 200 ? 'bob' : 'cat').digest;
    const loser = orders(both[0]?.status === 200 ? 'cat' : 'bob').digest;
    expect(refused?.body).toMatchObject({
      error: { code: 'PLAN_OUTDATED' },
      differences: [{ pipeline: 'new-orders', expected: orders('ann').digest, found: winner, planned: loser }],
    });
    const { items } = await made.demo.store.listEvents({ topic: 'sluice.audit', limit: 99 });
    expect(items.filter(({ type }) => type === 'plan.applied').map(({ data }) => data['actor'])).toEqual([
      'http:127.0.0.1',
      'http:127.0.0.1',
    ]);
  });

  it('refuses every plan where a folder says what is deployed', async () => {
    const { status, body } = await post(samplePlan([], [orders('ann')], {}, DEMO.environment));
    expect([status, body.error.code]).toEqual([409, 'SOURCE_IS_FOLDER']);
    expect(body.error.help).toContain('--source apply');
    satisfies('error', body);
  });

  it.each<readonly [string, (plan: SavedPlan) => unknown]>([
    ['was edited', (plan) => ({ ...plan, revision: 'mine' })],
    ['is of another version', (plan) => ({ ...plan, sluice: `${SAMPLE_VERSION}.1` })],
    ['is for another environment', () => samplePlan([], [sampleArtefact('new-orders')])],
    ['is none', () => ({ changes: [] })],
    ['is a list', () => []],
  ])('refuses one that %s', async (_what, edit) => {
    await takesPlans();
    const { status, body } = await post(edit(samplePlan([], [orders('ann')], {}, DEMO.environment)));
    expect([status, body.error.code]).toEqual([422, 'PLAN_INVALID']);
    satisfies('error', body);
    expect(await made.demo.store.getDeployment({ ...DEMO, pipeline: 'new-orders' })).toBeUndefined();
  });

  it('takes no request of another page, and nothing that is no JSON', async () => {
    const headers = { 'content-type': 'application/json', origin: 'http://elsewhere.example' };
    const url = '/api/v1/plans/apply';
    expect((await made.server.inject({ method: 'POST', url, headers, payload: '{}' })).statusCode).toBe(403);
    expect((await made.server.inject({ method: 'POST', url, payload: 'plan' })).statusCode).toBe(415);
  });
});
