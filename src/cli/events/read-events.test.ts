import { describe, expect, test } from 'vitest';
import { demoServer } from '../../../test/support/demo-server.ts';
import type { EventJson } from '../../server/index.ts';
import type { OperatorApi } from '../operator-api.ts';
import { allEvents, followEvents } from './read-events.ts';

type Demo = Awaited<ReturnType<typeof demoServer>>;

/** The routes themselves, without a port. */
function apiOf({ server }: Demo): OperatorApi {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await server.inject({ method: 'GET', url: path });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<T>();
  };
  return {
    get,
    find: get,
    post: async () => Promise.reject(new Error('only looks')),
    postOnce: async () => Promise.reject(new Error('only looks')),
    [Symbol.asyncDispose]: async () => {},
  };
}

describe('allEvents', () => {
  test('gives each event once, chains in their order, over pages', async () => {
    await using demo = await demoServer();
    for (let index = 0; index < 1_100; index++) await note(demo, `n${index}`);
    const events: EventJson[] = [];
    for await (const event of allEvents(apiOf(demo), new URLSearchParams({ topic: 'sluice.audit' })))
      events.push(event);
    expect(events.length).toBeGreaterThan(1_100);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const noted = events.flatMap(({ data }) => (typeof data['note'] === 'string' ? [data['note']] : []));
    expect(noted).toEqual(Array.from({ length: 1_100 }, (_, index) => `n${index}`));
  });
});

describe('followEvents', () => {
  test('gives the newest, then what comes, and nothing twice, also where more comes than a page holds', async () => {
    await using demo = await demoServer();
    for (let index = 0; index < 5; index++) await note(demo, `old${index}`);
    const events = followEvents(apiOf(demo), new URLSearchParams({ type: 'plan.applied', actor: 'tester' }), 2);
    const next = async (): Promise<unknown> => (await events.next()).value?.data['note'];
    expect([await next(), await next()]).toEqual(['old3', 'old4']);
    for (let index = 0; index < 1_200; index++) await note(demo, `new${index}`);
    for (let index = 0; index < 1_200; index++) expect(await next()).toBe(`new${index}`);
    await note(demo, 'last');
    expect(await next()).toBe('last');
    await events.return(undefined);
  });
});

async function note({ demo }: Demo, text: string): Promise<void> {
  const event = { key: demoKey, type: 'plan.applied', data: { actor: 'tester', note: text } } as const;
  await demo.store.appendAudit(event, 1_772_323_200_000);
}
const demoKey = 'shop/prod';
