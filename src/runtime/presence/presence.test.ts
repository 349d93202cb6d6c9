import { afterEach, beforeEach, expect, test } from 'vitest';
import { breakable, createRuntimeLab, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { createPresence, PRESENCE_BEAT_MS } from './presence.ts';

const FACTS = {
  name: 'alpha:1:1',
  host: 'alpha',
  version: '1.0.0',
  project: 'shop',
  environment: 'prod',
  roles: ['execute'],
  startedAt: 0,
};
const REQUEST = { target: 'alpha', actor: 'ann', project: 'shop', environment: 'prod' };

let lab: RuntimeLab;
beforeEach(async () => {
  lab = await createRuntimeLab();
});
afterEach(() => lab.close());

function presenceOn(link: ReturnType<typeof breakable>, isIdle = (): boolean => true) {
  const changes: boolean[] = [];
  const heard: boolean[] = [];
  const presence = createPresence({
    store: link.store,
    clock: lab.clock,
    log: lab.log,
    metrics: { present: (isHeard) => heard.push(isHeard) },
    facts: () => FACTS,
    isIdle,
    changed: () => changes.push(presence.drain !== undefined),
  });
  return { presence, changes, heard };
}

test('a process takes nothing before it has heard whether it is drained, and goes on with what it heard last', async () => {
  const link = breakable(lab.store);
  const { presence, changes } = presenceOn(link);
  link.cut = true;
  await presence.beat();
  expect(presence.drain).toEqual({ handOver: false });
  link.cut = false;
  await presence.beat();
  expect(presence.drain).toBeUndefined();
  await lab.store.drain(REQUEST, lab.clock.now());
  await presence.beat();
  expect(presence.drain).toMatchObject({ target: 'alpha' });
  link.cut = true;
  await lab.store.undrain(REQUEST, lab.clock.now());
  await presence.beat();
  expect(presence.drain).toMatchObject({ target: 'alpha' });
  link.cut = false;
  await presence.beat();
  expect(presence.drain).toBeUndefined();
  expect(changes).toEqual([true, false]);
});

test('since when nobody hears of a process is known, and forgotten when it is heard again', async () => {
  const link = breakable(lab.store);
  const { presence, heard } = presenceOn(link);
  await presence.beat();
  expect(presence.unheardSince).toBeUndefined();
  const lastHeard = lab.clock.now();
  await lab.clock.advance(PRESENCE_BEAT_MS);
  link.cut = true;
  await presence.beat();
  await lab.clock.advance(PRESENCE_BEAT_MS);
  await presence.beat();
  expect(presence.unheardSince).toBe(lastHeard);
  link.cut = false;
  await presence.beat();
  expect(presence.unheardSince).toBeUndefined();
  expect(heard).toEqual([true, false, false, true]);
});

test('a process of which nobody has ever heard is unheard since its first try', async () => {
  const link = breakable(lab.store);
  const { presence } = presenceOn(link);
  link.cut = true;
  const began = lab.clock.now();
  for (let beat = 0; beat < 2; beat++) {
    await presence.beat();
    await lab.clock.advance(PRESENCE_BEAT_MS);
  }
  expect(presence.unheardSince).toBe(began);
});

test('an outage is told of once with its code, and its end, each time', async () => {
  const link = breakable(lab.store);
  const { presence } = presenceOn(link);
  const told = (): readonly string[] =>
    lab.lines
      .filter((line) => /sign|do not hear/.test(line))
      .map((line) => /STORE_UNREACHABLE|again$/m.exec(line)?.[0] ?? line);
  await presence.beat();
  expect(told()).toEqual([]);
  for (let outage = 1; outage <= 2; outage++) {
    link.cut = true;
    for (let beat = 0; beat < 3; beat++) await presence.beat();
    expect(told()).toHaveLength(2 * outage - 1);
    expect(told().at(-1)).toBe('STORE_UNREACHABLE');
    link.cut = false;
    for (let beat = 0; beat < 3; beat++) await presence.beat();
    expect(told()).toHaveLength(2 * outage);
    expect(told().at(-1)).not.toBe('STORE_UNREACHABLE');
  }
  expect(lab.lines.filter((line) => line.includes('do not hear')).every((line) => /warn/i.test(line))).toBe(true);
});

test('a process says that it is drained only when it takes nothing any more, and is struck off when it ends', async () => {
  let idle = false;
  const { presence } = presenceOn(breakable(lab.store), () => idle);
  await lab.store.drain(REQUEST, lab.clock.now());
  const stop = new AbortController();
  const running = presence.run(stop.signal);
  const told = async (): Promise<readonly boolean[]> =>
    (await lab.store.listProcesses(lab.clock.now())).map(({ drained }) => drained);
  await lab.clock.advance(2 * PRESENCE_BEAT_MS);
  expect(await told()).toEqual([false]);
  idle = true;
  await lab.clock.advance(PRESENCE_BEAT_MS);
  expect(await told()).toEqual([true]);
  stop.abort();
  await running;
  expect(await told()).toEqual([]);
});
