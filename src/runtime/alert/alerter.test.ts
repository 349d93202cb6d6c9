import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyServer, dingtalkServer, ROBOT_TOKEN, type RobotServer } from '../../../test/support/robot-servers.ts';
import { mailServer } from '../../../test/support/mail-server.ts';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompiledArtefact, NormalisedAlerts, NormalisedChannel } from '../../compiler/index.ts';
import { createSecrets } from '../secrets/index.ts';
import type { Store } from '../ports/index.ts';
import { createAlerter, type Alerter } from './alerter.ts';
import type { Fetch } from './send-message.ts';

const MINUTE = 60_000;
const SIGN = 'SEC-sign-it';
const reference = (name: string) => ({ $text: [{ hole: { kind: 'secret', provider: 'env', name } }] }) as const;
const ROBOT: NormalisedChannel = { type: 'dingtalk', url: reference('ROBOT'), secret: reference('SIGN') };
const HOOK: NormalisedChannel = { type: 'webhook', url: reference('HOOK') };

let lab: RuntimeLab;
let environment: Record<string, string>;
beforeEach(async () => {
  lab = await createRuntimeLab();
  environment = { SIGN };
});
afterEach(() => lab.close());

const alerter = (store: Store = lab.store, fetch?: Fetch): Alerter =>
  createAlerter({ ...lab, store, secrets: createSecrets({ environment }), ...(fetch === undefined ? {} : { fetch }) });

/** Deploys a pipeline that tells a channel named `ops`. */
async function deployed(name: string, channel: NormalisedChannel, more: Partial<NormalisedAlerts> = {}) {
  const routes = { failed: ['ops'], late: ['ops'], stalled: ['ops'] };
  const alerts: NormalisedAlerts = { language: 'en', ...routes, channels: { ops: channel }, ...more };
  const compiled = sampleArtefact(name, { alerts, owner: 'data' });
  await lab.deploy(compiled);
  return compiled;
}

async function ends(compiled: CompiledArtefact, state: 'succeeded' | 'failed' | 'retry-wait'): Promise<void> {
  await lab.clock.advance(1_000);
  const { id } = await lab.fire(compiled);
  const now = lab.clock.now();
  await lab.store.claimRun(id, 'test', now + MINUTE, now);
  await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
  const reason = { code: 'JOB_FAILED', message: 'exit code 1' };
  const attemptState = state === 'succeeded' ? 'succeeded' : 'failed';
  await lab.store.finishAttempt(id, 'test', 1, { attemptState, runState: state, metrics: {}, reason }, now);
}

async function failures(): Promise<string | undefined> {
  return /^sluice_alert_send_failures_total\{channel="ops"\} (\d+)$/m.exec(await lab.metrics.registry.metrics())?.[1];
}

describe('alerter', () => {
  const withRobot = async (): Promise<RobotServer> => {
    const robot = await dingtalkServer(SIGN, lab.clock.now);
    environment['ROBOT'] = robot.url;
    return robot;
  };

  it('tells a failure once and not at each attempt, then that it is over, in words for people', async () => {
    await using robot = await withRobot();
    const orders = await deployed('orders', ROBOT, { language: 'zh' });
    const { look } = alerter();
    await ends(orders, 'retry-wait');
    await look(LEADER_FENCE);
    expect(robot.shown).toEqual([]);
    await ends(orders, 'failed');
    await look(LEADER_FENCE);
    await ends(orders, 'failed');
    await look(LEADER_FENCE);
    expect(robot.shown).toHaveLength(1);
    expect(robot.shown[0]?.split('\n')).toEqual([
      '运行失败：orders（shop/default）',
      '触发时间：2026-03-02T10:00:02Z',
      '原因：JOB_FAILED：exit code 1',
      '自 2026-03-02T10:00:02Z 起',
      '负责人：data',
      expect.stringMatching(/^详情：`sluice explain-run \w+`$/),
    ]);
    await ends(orders, 'succeeded');
    await look(LEADER_FENCE);
    expect(robot.shown[1]).toBe(
      '已恢复运行：orders（shop/default）\n触发时间：2026-03-02T10:00:02Z\n自 2026-03-02T10:00:02Z 起异常，持续 2s\n负责人：data',
    );
    await lab.clock.advance(MINUTE);
    await look(LEADER_FENCE);
    expect(robot.shown).toHaveLength(2);
  });

  it('loses nothing and sends nothing twice where a process dies between the record and the sending', async () => {
    await using robot = await withRobot();
    const orders = await deployed('orders', ROBOT);
    await ends(orders, 'failed');
    // it dies as it is about to send: what it has judged is on record with the message
    const dies: Store = new Proxy(lab.store, {
      get: (store, name) => (name === 'waitingAlerts' ? () => new Promise(() => undefined) : Reflect.get(store, name)),
    });
    void alerter(dies).look(LEADER_FENCE);
    await expect.poll(async () => (await lab.store.waitingAlerts(lab.scope, 9)).length).toBe(1);
    expect(robot.shown).toEqual([]);
    await alerter().look(LEADER_FENCE);
    await alerter().look(LEADER_FENCE);
    expect(robot.shown).toHaveLength(1);
  });

  it('sends once more, with the same key, where it dies before it is on record that it has sent', async () => {
    await using server = await anyServer((_, response) => void response.writeHead(200).end());
    environment['HOOK'] = server.robotUrl;
    const orders = await deployed('orders', HOOK);
    await ends(orders, 'failed');
    const cut: Store = new Proxy(lab.store, {
      get: (target, name) =>
        name === 'settleAlerts' ? () => Promise.reject(new Error('killed')) : Reflect.get(target, name),
    });
    await expect(alerter(cut).look(LEADER_FENCE)).rejects.toThrow('killed');
    await alerter().look(LEADER_FENCE);
    await alerter().look(LEADER_FENCE);
    const keys = server.seen.map(({ body }) => (JSON.parse(body) as { groupKey: string }).groupKey);
    expect(keys).toEqual(['shop/default/orders:failed', 'shop/default/orders:failed']);
  });

  it('tries again, later each time, while a channel is down, and what waits goes on in its order', async () => {
    let isDown = true;
    await using server = await anyServer((_, response) => void response.writeHead(isDown ? 503 : 200).end());
    environment['HOOK'] = server.robotUrl;
    const orders = await deployed('orders', HOOK);
    const sales = await deployed('sales', HOOK);
    await ends(orders, 'failed');
    await ends(sales, 'failed');
    const { look } = alerter();
    const counts: number[] = [];
    for (const seconds of [0, 4, 2, 5, 6]) {
      await lab.clock.advance(seconds * 1_000);
      await look(LEADER_FENCE);
      counts.push(server.seen.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
    expect(await failures()).toBe('3');
    isDown = false;
    await lab.clock.advance(MINUTE);
    await look(LEADER_FENCE);
    const told = server.seen.slice(3).map(({ body }) => (JSON.parse(body) as { groupKey: string }).groupKey);
    expect(told).toEqual(['shop/default/orders:failed', 'shop/default/sales:failed']);
    expect(lab.lines.join('')).toContain('alerts could not be delivered, trying again');
  });

  it('keeps the limit of a service over a restart, and joins what waits into one message', async () => {
    await using robot = await withRobot();
    const pipelines = await Promise.all(
      Array.from({ length: 30 }, (_, index) => deployed(`p${String(index).padStart(2, '0')}`, ROBOT)),
    );
    for (const pipeline of pipelines.slice(0, 20)) {
      await ends(pipeline, 'failed');
      await alerter().look(LEADER_FENCE);
    }
    expect(robot.shown).toHaveLength(20);
    for (const pipeline of pipelines.slice(20)) await ends(pipeline, 'failed');
    await alerter().look(LEADER_FENCE);
    expect(robot.shown).toHaveLength(20);
    const sent: string[] = [];
    const fetch: Fetch = async (_, { body }) => {
      sent.push(String(body));
      return new Response('{"errcode":0}');
    };
    await lab.clock.advance(MINUTE);
    await alerter(lab.store, fetch).look(LEADER_FENCE);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('10 alerts');
    for (let index = 20; index < 30; index++) expect(sent[0]).toContain(`run failed: p${index} (shop/default)`);
  });

  it('is silent for as long as a service says that takes no more, and understands errors inside of HTTP 200', async () => {
    const codes = [130_101, 310_000, 0];
    await using server = await anyServer(
      (_, response) => void response.writeHead(200).end(JSON.stringify({ errcode: codes.shift(), errmsg: 'x' })),
    );
    environment['ROBOT'] = server.robotUrl;
    await ends(await deployed('orders', ROBOT), 'failed');
    const { look } = alerter();
    const counts: number[] = [];
    for (const minutes of [0, 9, 2, 9, 2]) {
      await lab.clock.advance(minutes * MINUTE);
      await look(LEADER_FENCE);
      counts.push(server.seen.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
    expect(await lab.store.waitingAlerts(lab.scope, 9)).toEqual([]);
  });

  it('sends nothing within quiet hours, and then all of it as one, also what is over meanwhile', async () => {
    await using robot = await withRobot();
    await using server = await anyServer((_, response) => void response.writeHead(200).end());
    environment['HOOK'] = server.robotUrl;
    // from 10:00 to 12:00 UTC
    const quiet = { from: '18:00', to: '20:00', timeZone: 'Asia/Shanghai' };
    const channels = { ops: { ...ROBOT, quiet }, hook: HOOK };
    const more = { channels, failed: ['hook', 'ops'] };
    const [orders, sales] = [await deployed('orders', ROBOT, more), await deployed('sales', ROBOT, more)];
    await ends(orders, 'failed');
    await ends(sales, 'failed');
    await alerter().look(LEADER_FENCE);
    await ends(sales, 'succeeded');
    await alerter().look(LEADER_FENCE);
    expect(server.seen).toHaveLength(3);
    await lab.clock.advance(Date.parse('2026-03-02T11:59:59Z') - lab.clock.now());
    await alerter().look(LEADER_FENCE);
    expect(robot.shown).toEqual([]);
    await lab.clock.advance(1_000);
    // another process may lead by then
    await alerter().look(LEADER_FENCE);
    await alerter().look(LEADER_FENCE);
    expect(robot.shown).toHaveLength(1);
    expect(robot.shown[0]?.split('\n').slice(0, 4)).toEqual([
      '3 alerts',
      '- run failed: orders (shop/default)',
      '- run failed: sales (shop/default)',
      '- runs again: sales (shop/default)',
    ]);
    expect(await lab.store.waitingAlerts(lab.scope, 9)).toEqual([]);
  });

  it('looks again before a slow channel has taken all that waits for it', async () => {
    environment['HOOK'] = 'http://127.0.0.1:9/hook';
    for (const name of ['a', 'b', 'c', 'd', 'e']) await ends(await deployed(name, HOOK), 'failed');
    let sent = 0;
    const { look } = alerter(lab.store, async () => {
      sent += 1;
      await lab.clock.advance(9_000);
      return new Response('');
    });
    await look(LEADER_FENCE);
    expect(sent).toBe(2);
    await look(LEADER_FENCE);
    await look(LEADER_FENCE);
    expect(sent).toBe(5);
  });

  it('ends a look only when nothing of it is on its way any more', async () => {
    environment['HOOK'] = 'http://127.0.0.1:9/quick';
    environment['SLOW'] = 'http://127.0.0.1:9/slow';
    const quick = await deployed('quick', HOOK);
    const slow = await deployed('slow', HOOK, {
      channels: { slow: { ...HOOK, url: reference('SLOW') } },
      failed: ['slow'],
    });
    for (const compiled of [quick, slow]) await ends(compiled, 'failed');
    const cut: Store = new Proxy(lab.store, {
      get: (target, name) =>
        name === 'settleAlerts' ? () => Promise.reject(new Error('away')) : Reflect.get(target, name),
    });
    const sent: string[] = [];
    const { look } = alerter(cut, async (url) => {
      if (url.endsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 50));
      sent.push(url.slice(-5));
      return new Response('');
    });
    await expect(look(LEADER_FENCE)).rejects.toThrow('away');
    expect(sent).toEqual(['quick', '/slow']);
  });

  it('tells others of what is not over after a while, once, and those too when it is over', async () => {
    await using robot = await withRobot();
    await using server = await anyServer((_, response) => void response.writeHead(200).end());
    environment['HOOK'] = server.robotUrl;
    const channels = { ops: { ...ROBOT, escalate: { afterMs: 30 * MINUTE, to: ['on-call'] } }, 'on-call': HOOK };
    const [orders, sales] = [
      await deployed('orders', ROBOT, { channels }),
      await deployed('sales', ROBOT, { channels }),
    ];
    const toldOnCall = (): readonly string[] =>
      server.seen.map(({ body }) => {
        const { commonAnnotations } = JSON.parse(body) as { commonAnnotations: Record<string, string> };
        return `${commonAnnotations['summary']}\n${commonAnnotations['description']}`;
      });
    await ends(orders, 'failed');
    await alerter().look(LEADER_FENCE);
    await ends(sales, 'failed');
    await alerter().look(LEADER_FENCE);
    await ends(sales, 'succeeded');
    await lab.clock.advance(29 * MINUTE);
    await alerter().look(LEADER_FENCE);
    expect(toldOnCall()).toEqual([]);
    await lab.clock.advance(MINUTE);
    // another process may lead by then
    await alerter().look(LEADER_FENCE);
    await alerter().look(LEADER_FENCE);
    expect(toldOnCall()).toHaveLength(1);
    expect(toldOnCall()[0]?.split('\n')).toEqual([
      'run failed: orders (shop/default)',
      'fire: 2026-03-02T10:00:01Z',
      'why: JOB_FAILED: exit code 1',
      'since 2026-03-02T10:00:01Z',
      'not over after 30m2s; told before: ops',
      'owner: data',
      expect.stringMatching(/^more: `sluice explain-run \w+`$/),
    ]);
    await ends(orders, 'succeeded');
    await alerter().look(LEADER_FENCE);
    await alerter().look(LEADER_FENCE);
    expect(toldOnCall()).toHaveLength(2);
    expect(toldOnCall()[1]).toContain('runs again: orders (shop/default)\n');
    const titles = robot.shown.map((text) => text.split('\n')[0]);
    expect(titles).toEqual([
      'run failed: orders (shop/default)',
      'run failed: sales (shop/default)',
      'runs again: sales (shop/default)',
      'runs again: orders (shop/default)',
    ]);
  });

  it('tells by e-mail, and joins what comes faster than people read', async () => {
    await using server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true });
    const addresses = { host: '127.0.0.1', port: server.port, from: 'sluice@b.example', to: ['ops@b.example'] };
    const mail: NormalisedChannel = { type: 'email', tls: 'none', ...addresses };
    for (let index = 0; index < 12; index++) {
      await ends(await deployed(`p${index}`, mail), 'failed');
      await alerter().look(LEADER_FENCE);
    }
    expect(server.taken).toHaveLength(10);
    await lab.clock.advance(MINUTE);
    await alerter().look(LEADER_FENCE);
    const subjects = server.taken.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]?.trim());
    expect(subjects.slice(9)).toEqual(['run failed: p9 (shop/default)', '2 alerts']);
  });

  it('gives up after a day, says so, and says on the channel how many were lost', async () => {
    let isDown = true;
    await using server = await anyServer((_, response) => void response.writeHead(isDown ? 500 : 200).end());
    environment['HOOK'] = server.robotUrl;
    const orders = await deployed('orders', HOOK);
    await ends(orders, 'failed');
    const { look } = alerter();
    await look(LEADER_FENCE);
    await lab.clock.advance(25 * 60 * MINUTE);
    await look(LEADER_FENCE);
    expect(await lab.store.waitingAlerts(lab.scope, 9)).toEqual([]);
    expect(lab.lines.join('')).toContain('alerts are given up');
    isDown = false;
    await ends(orders, 'succeeded');
    await look(LEADER_FENCE);
    await ends(orders, 'failed');
    await look(LEADER_FENCE);
    const loss = 'messages before this one that could not be delivered: 1';
    expect(server.seen.slice(2).map(({ body }) => body.includes(loss))).toEqual([true, false]);
  });

  it('tries for a day also what tells of something older', async () => {
    await using server = await anyServer((_, response) => void response.writeHead(500).end());
    environment['HOOK'] = server.robotUrl;
    await deployed('orders', HOOK);
    const stalled = { pipeline: 'orders', subject: '', reason: 'COMPILE_ERROR', message: 'no column x', generation: 1 };
    await lab.store.setConditions(LEADER_FENCE, lab.scope, 'stalled', [stalled], lab.clock.now() - 48 * 60 * MINUTE);
    await alerter().look(LEADER_FENCE);
    expect(await lab.store.waitingAlerts(lab.scope, 9)).toMatchObject([{ tries: 1 }]);
  });

  it('has no address and no secret in the log, in the store or in the metrics, also where they fail', async () => {
    const address = `http://127.0.0.1:9/hook/${ROBOT_TOKEN}`;
    environment['HOOK'] = address;
    const hook = await deployed('hook', HOOK);
    const robot = await deployed('robot', ROBOT, { channels: { ops: HOOK } });
    const missing = await deployed('missing', { ...HOOK, url: reference('NOT_SET') });
    const login = { username: 'sluice', password: reference('SIGN') };
    const server = { type: 'email', host: '127.0.0.1', port: 9, tls: 'starttls', from: 'a@b.example' } as const;
    const mail = await deployed('mail', HOOK, {
      channels: { mail: { ...server, ...login, to: ['c@b.example'] } },
      failed: ['mail'],
    });
    for (const compiled of [hook, robot, missing, mail]) await ends(compiled, 'failed');
    await alerter().look(LEADER_FENCE);
    const waiting = await lab.store.waitingAlerts(lab.scope, 9);
    expect(waiting).toHaveLength(4);
    expect(lab.lines.join('')).toContain('MAIL_UNREACHABLE');
    const { items } = await lab.store.listEvents({ limit: 1_000 });
    const all = lab.lines.join('') + JSON.stringify([waiting, items]) + (await lab.metrics.registry.metrics());
    expect(all).toContain('alerts could not be delivered');
    for (const secret of [ROBOT_TOKEN, SIGN, address]) expect(all).not.toContain(secret);
  });

  it('drops what is for a channel that nobody declares any more, and tells nobody of what is gone', async () => {
    const orders = await deployed('orders', HOOK);
    await ends(orders, 'failed');
    const { look } = alerter();
    await look(LEADER_FENCE);
    await lab.deploy(sampleArtefact('orders'));
    await lab.clock.advance(60 * MINUTE);
    await look(LEADER_FENCE);
    expect(await lab.store.openAlerts(lab.scope)).toEqual([]);
    expect(await lab.store.waitingAlerts(lab.scope, 9)).toEqual([]);
    expect(lab.lines.join('')).toContain('their channel is not declared any more');
  });

  it('tells of a deployment that is stalled, and works only where this process leads', async () => {
    await using robot = await withRobot();
    await deployed('orders', ROBOT);
    const stalled = { pipeline: 'orders', subject: '', reason: 'COMPILE_ERROR', message: 'no column x', generation: 1 };
    await lab.store.setConditions(LEADER_FENCE, lab.scope, 'stalled', [stalled], lab.clock.now());
    const lease: { held: boolean; fence: number } = { held: false, fence: LEADER_FENCE };
    const stop = new AbortController();
    const secrets = createSecrets({ environment });
    const running = createAlerter({ ...lab, lease, secrets }).run(stop.signal);
    await lab.clock.advance(MINUTE);
    expect(robot.shown).toEqual([]);
    lease.held = true;
    const shown = async (): Promise<readonly string[]> => {
      await lab.clock.advance(5_000);
      return robot.shown.map((text) => text.split('\n')[0] ?? '');
    };
    await expect.poll(shown, { timeout: 10_000 }).toEqual(['deployment cannot go on: orders (shop/default)']);
    await lab.store.setConditions(LEADER_FENCE, lab.scope, 'stalled', [], lab.clock.now());
    await expect.poll(shown, { timeout: 10_000 }).toHaveLength(2);
    stop.abort();
    await lab.clock.advance(5_000);
    await running;
  });

  it('asks for no more than the last event while none comes, and now and then for all', async () => {
    await using robot = await withRobot();
    const orders = await deployed('orders', ROBOT);
    let asked = 0;
    const alertedPipelines: Store['alertedPipelines'] = (scope) => {
      asked++;
      return lab.store.alertedPipelines(scope);
    };
    const stop = new AbortController();
    const lease = { held: true, fence: LEADER_FENCE };
    const secrets = createSecrets({ environment });
    const store = { ...lab.store, alertedPipelines };
    const running = createAlerter({ ...lab, store, lease, secrets }).run(stop.signal);
    await lab.clock.advance(2 * MINUTE);
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThan(7);
    await ends(orders, 'failed');
    await expect
      .poll(
        async () => {
          await lab.clock.advance(5_000);
          return robot.shown.length;
        },
        { timeout: 10_000 },
      )
      .toBe(1);
    stop.abort();
    await lab.clock.advance(5_000);
    await running;
  });
});
