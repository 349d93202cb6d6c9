import { describe, expect, it } from 'vitest';
import type { NormalisedChannel } from '../../compiler/index.ts';
import type { OpenAlert } from '../ports/index.ts';
import { escalateAlerts } from './escalate-alerts.ts';

const MINUTE = 60_000;
const hook = (afterMinutes?: number, ...to: readonly string[]): NormalisedChannel => ({
  type: 'webhook',
  url: 'http://alerts.example/in',
  ...(afterMinutes === undefined ? {} : { escalate: { afterMs: afterMinutes * MINUTE, to } }),
});
const CHANNELS = { ops: hook(30, 'lead', 'on-call'), lead: hook(60, 'head', 'ops'), 'on-call': hook(), head: hook() };
const FAILED: OpenAlert = { pipeline: 'orders', reason: 'failed', since: 0, channels: ['ops'] };

const told = (minutes: number, alert = FAILED, channels: Readonly<Record<string, NormalisedChannel>> = CHANNELS) =>
  escalateAlerts({ channels }, [alert], minutes * MINUTE).map((change) => [change.told, change.alert.channels]);

describe('escalateAlerts', () => {
  it('tells others of what lasts, each once, and further ones where it lasts longer', () => {
    expect(told(29)).toEqual([]);
    expect(told(30)).toEqual([
      [
        ['lead', 'on-call'],
        ['ops', 'lead', 'on-call'],
      ],
    ]);
    const second = { ...FAILED, channels: ['ops', 'lead', 'on-call'] };
    expect(told(59, second)).toEqual([]);
    expect(told(60, second)).toEqual([[['head'], ['ops', 'lead', 'on-call', 'head']]]);
    expect(told(999, { ...FAILED, channels: ['ops', 'lead', 'on-call', 'head'] })).toEqual([]);
  });

  it('tells all at once where nobody has looked for long', () => {
    expect(told(90)).toEqual([
      [
        ['lead', 'on-call', 'head'],
        ['ops', 'lead', 'on-call', 'head'],
      ],
    ]);
  });

  it('tells nobody by a channel that is not declared any more, or that says nothing of it', () => {
    expect(told(90, { ...FAILED, channels: ['gone', 'constructor', 'head'] })).toEqual([]);
    expect(told(90, FAILED, { ops: hook() })).toEqual([]);
  });

  it('goes by what holds now, also for what began before it was said', () => {
    expect(told(90, FAILED, { ops: hook(120, 'head') })).toEqual([]);
    expect(told(90, FAILED, { ops: hook(15, 'head') })).toEqual([[['head'], ['ops', 'head']]]);
  });
});
