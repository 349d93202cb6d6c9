import { describe, expect, test } from 'vitest';
import { UsageError } from '../exit-code.ts';
import { eventQuery, type EventQueryFlags } from './event-query.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const ask = (flags: EventQueryFlags): string => decodeURIComponent(String(eventQuery(flags, NOW)));

describe('eventQuery', () => {
  test.each<[EventQueryFlags, string]>([
    [{}, ''],
    [{ topic: 'audit' }, 'topic=sluice.audit'],
    [{ topic: 'sluice.runs', pipeline: 'orders', actor: 'ann' }, 'topic=sluice.runs&pipeline=orders&actor=ann'],
    [{ type: 'run.failed, deployment.*' }, 'type=run.failed,deployment.*'],
    [{ since: '2h' }, 'since=2026-03-01T10:00:00.000Z'],
    [
      { since: '2026-02-28', until: '2026-02-28T06:00' },
      'since=2026-02-28T00:00:00.000Z&until=2026-02-28T06:00:00.000Z',
    ],
    [{ since: '2026-02-28T06:00:00+08:00' }, 'since=2026-02-27T22:00:00.000Z'],
  ])('asks for %j', (flags, asked) => {
    expect(ask(flags)).toBe(asked);
  });

  test.each<[EventQueryFlags, string]>([
    [{ topic: 'audits' }, 'audits'],
    [{ type: 'run.failled' }, 'run.failled'],
    [{ type: 'runs.*' }, 'runs.*'],
    [{ type: '' }, 'no event'],
    [{ since: 'yesterday' }, 'yesterday'],
    [{ until: '2026-13-01' }, '--until'],
  ])('refuses %j', (flags, named) => {
    expect(() => ask(flags)).toThrow(UsageError);
    expect(() => ask(flags)).toThrow(named);
  });
});
