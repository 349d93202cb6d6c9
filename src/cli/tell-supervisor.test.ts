import { describe, expect, test } from 'vitest';
import { createPinoLog } from '../runtime/index.ts';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';
import { createSupervisor, type SupervisorOptions } from './tell-supervisor.ts';

function supervised(environment: SupervisorOptions['environment'], lives: () => Promise<unknown>) {
  const told: string[] = [];
  const clock = createVirtualClock(0);
  const log = createPinoLog({ level: 'silent' });
  const send = async (...states: readonly string[]) => void told.push(...states);
  return { told, clock, supervisor: createSupervisor({ environment, clock, log, lives, send }) };
}

const ASKED = { NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '30000000' };

describe('createSupervisor', () => {
  test('tells nobody who has not asked', async () => {
    const { told, clock, supervisor } = supervised({}, async () => undefined);
    await supervisor.ready('serves');
    await clock.advance(60_000);
    await supervisor.stopping();
    expect(told).toEqual([]);
  });

  test('gives signs of life three times in the time that is waited for one, also while the store is down', async () => {
    const { told, clock, supervisor } = supervised(ASKED, async () => Promise.reject(new Error('down')));
    await supervisor.ready('serves');
    await clock.advance(10_000);
    await clock.advance(10_000);
    await supervisor.stopping();
    await clock.advance(60_000);
    expect(told).toEqual(['READY=1', 'STATUS=serves', 'WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1']);
  });

  test('gives none while a question to the store hangs, and goes on after', async () => {
    let answer: (() => void) | undefined;
    const { told, clock, supervisor } = supervised(ASKED, () => new Promise<void>((resolve) => (answer = resolve)));
    await supervisor.ready('serves');
    await clock.advance(60_000);
    expect(told).toEqual(['READY=1', 'STATUS=serves']);
    answer?.();
    await clock.advance(1);
    expect(told.at(-1)).toBe('WATCHDOG=1');
    await supervisor.stopping();
  });

  test.each([{ WATCHDOG_PID: '1' }, { WATCHDOG_USEC: '' }])('gives none that are not for it: %j', async (more) => {
    const { told, clock, supervisor } = supervised({ ...ASKED, ...more }, async () => undefined);
    await supervisor.ready('serves');
    await clock.advance(60_000);
    expect(told).toEqual(['READY=1', 'STATUS=serves']);
  });
});
