import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import type {
  AlertChannelDefinition,
  AlertsDefinition,
  AlertsOverlayDefinition,
  QuietHoursDefinition,
} from '../syntax/index.ts';
import { lowerProjectAlerts } from './lower-alerts.ts';
import { Report, type ProjectAlerts } from './lower-context.ts';

interface Lowered {
  readonly told: readonly string[];
  readonly alerts: ProjectAlerts;
}

function lower(alerts: AlertsDefinition, overlay: AlertsOverlayDefinition = {}, hasFaultyTimeZone = false): Lowered {
  const report = new Report();
  const at = { file: 'sluice.yaml', path: [], part: 'value' } as const;
  const environments = { prod: { alerts: overlay } };
  const definition = { name: 'shop', alerts, environments };
  const zone = { defaultTimeZone: 'Asia/Shanghai', hasFaultyTimeZone };
  const lowered = lowerProjectAlerts(definition, 'prod', zone, at, report);
  const told = report.diagnostics.map(({ code, at: { path }, message }) => {
    const { length } = path;
    return `${code} ${path.slice(length - 2).join('/')}: ${wordsOf(message)}`;
  });
  return { told, alerts: lowered };
}

const ROBOT = '${secret:env/ROBOT}';
const channel = (type: 'webhook' | 'dingtalk' | 'wecom' | 'feishu' | 'slack', url: string, secret?: string) => ({
  channels: { ops: { type, url, ...(secret === undefined ? {} : { secret }) } },
});

const quiet = (hours: QuietHoursDefinition): AlertsDefinition => ({
  channels: { ops: { type: 'webhook', url: ROBOT, quiet: hours } },
});

const escalating = (after: string, to: string[]): AlertsDefinition => ({
  channels: { ops: { type: 'webhook', url: ROBOT, escalate: { after, to } }, boss: { type: 'webhook', url: ROBOT } },
});

const mail = (more: Partial<AlertChannelDefinition>): AlertsDefinition => ({
  channels: { ops: { type: 'email', host: 'mail.example', from: 'sluice@b.example', to: ['ops@b.example'], ...more } },
});

describe('lowerProjectAlerts', () => {
  it('takes references, and an address of a webhook as it is', () => {
    expect(lower(channel('dingtalk', ROBOT, '${secret:env/SIGN}')).told).toEqual([]);
    expect(lower(channel('slack', 'https://hooks.slack.com/services/${secret:env/SLACK}')).told).toEqual([]);
    expect(lower(channel('webhook', 'http://alerts.example/in', '${secret:file//run/token}')).told).toEqual([]);
    expect(lower(channel('webhook', '${env:ALERTS_URL}')).told).toEqual([]);
  });

  it.each<[AlertsDefinition, string]>([
    [
      channel('dingtalk', 'https://oapi.dingtalk.com/robot/send'),
      'SL0701 ops/url: `url` of channel `ops` is written out',
    ],
    [channel('feishu', ROBOT, 'sign-me'), 'SL0701 ops/secret: `secret` of channel `ops` is written out'],
    [channel('wecom', ROBOT, ROBOT), 'SL0205 ops/secret: `secret` cannot stand beside `type: wecom`'],
    [channel('slack', ROBOT, ROBOT), 'SL0205 ops/secret: `secret` cannot stand beside `type: slack`'],
    [channel('webhook', 'alerts.example/in'), 'SL0204 ops/url: `alerts.example/in` is no http or https address'],
    [channel('webhook', 'https://a.example/send?key=693a-91c7'), 'SL0701 ops/url: the address holds a secret'],
    [
      channel('webhook', 'https://a.example/bot/v2/hook/3f1c2b7d-aaaa-bbbb'),
      'SL0701 ops/url: the address holds a secret',
    ],
    [channel('webhook', 'https://a.example/services/T012/B345/Xy'), 'SL0701 ops/url: the address holds a secret'],
    [quiet({ from: '22:00', to: '25:00' }), 'SL0204 quiet/to: `25:00` is not a time of day'],
    [quiet({ from: '10pm', to: '07:00' }), 'SL0204 quiet/from: `10pm` is not a time of day'],
    [quiet({ from: '07:00', to: '07:00' }), 'SL0204 quiet/to: the quiet hours end when they begin'],
    [quiet({ from: '22:00', to: '07:00', timeZone: 'CST' }), 'SL0408 quiet/timeZone: `CST` is no time zone of its own'],
    [{ channels: { ops: { type: 'webhook' } } }, 'SL0203 channels/ops: a channel of `type: webhook` needs `url`'],
    [mail({ url: ROBOT }), 'SL0205 ops/url: `url` cannot stand beside `type: email`'],
    [
      { channels: { ops: { type: 'slack', url: ROBOT, host: 'x' } } },
      'SL0205 ops/host: `host` cannot stand beside `type: slack`',
    ],
    [mail({ from: 'Sluice <a@b.example>' }), 'SL0204 ops/from: `Sluice <a@b.example>` is no address of a mailbox'],
    [mail({ to: ['a@b.example', 'ops'] }), 'SL0204 to/1: `ops` is no address of a mailbox'],
    [mail({ username: 'sluice' }), 'SL0203 ops/username: `username` needs `password` beside it'],
    [mail({ password: ROBOT }), 'SL0203 ops/password: `password` needs `username` beside it'],
    [
      mail({ username: 'sluice', password: 'top-secret' }),
      'SL0701 ops/password: `password` of channel `ops` is written out',
    ],
    [
      mail({ username: 'sluice', password: ROBOT, tls: 'none' }),
      'SL0205 ops/password: `password` cannot stand beside `tls: none`',
    ],
    [escalating('30 minutes', ['boss']), 'SL0407 escalate/after: `30 minutes` is not a duration'],
    [escalating('30m', ['bos']), 'SL0320 to/0: no channel is named `bos`'],
    [escalating('30m', ['boss', 'ops']), 'SL0204 to/1: channel `ops` is told already'],
    [{ ...channel('webhook', ROBOT), default: ['opps'] }, 'SL0320 default/0: no channel is named `opps`'],
    [{ ...channel('webhook', ROBOT), default: { late: ['opps'] } }, 'SL0320 late/0: no channel is named `opps`'],
  ])('complains of %j', (written, told) => {
    expect(lower(written).told).toEqual([told]);
  });

  it('keeps nothing of what is written out', () => {
    const { alerts } = lower(channel('wecom', 'https://qyapi.example/send?key=top-secret', 'sign-me'));
    expect(JSON.stringify([...alerts.channels])).not.toMatch(/top-secret|sign-me/);
    expect([...alerts.faulty]).toEqual(['ops']);
  });

  it('has an environment change channels key by key, and the rest as a whole', () => {
    const base: AlertsDefinition = { ...channel('dingtalk', ROBOT, '${secret:env/SIGN}'), default: ['ops'] };
    const { alerts } = lower(base, {
      channels: { ops: { url: '${secret:env/PROD}' } },
      default: { stalled: ['ops', 'ops'] },
      language: 'zh',
    });
    expect(alerts.language).toBe('zh');
    expect(alerts.routes).toEqual({ stalled: ['ops'] });
    expect(alerts.channels.get('ops')).toMatchObject({
      type: 'dingtalk',
      url: { parts: [{ kind: 'secret', provider: 'env', name: 'PROD' }] },
      secret: { parts: [{ kind: 'secret', provider: 'env', name: 'SIGN' }] },
    });
    expect(lower(base).alerts.routes).toEqual({ failed: ['ops'], late: ['ops'], stalled: ['ops'] });
  });

  it('has quiet hours by the clock of the project, where they name no other, and none by one that is not known', () => {
    const hours = { from: '22:00', to: '07:00' };
    const { told, alerts } = lower(quiet(hours));
    expect(told).toEqual([]);
    expect(alerts.channels.get('ops')).toMatchObject({ quiet: { ...hours, timeZone: 'Asia/Shanghai' } });
    expect([...lower(quiet(hours), {}, true).alerts.faulty]).toEqual(['ops']);
    const own = quiet({ ...hours, timeZone: 'Europe/Berlin' });
    expect(lower(own, {}, true).alerts.faulty.size).toBe(0);
    expect(lower(own).alerts.channels.get('ops')).toMatchObject({ quiet: { timeZone: 'Europe/Berlin' } });
    const inProd = lower(own, { channels: { ops: { quiet: { from: '00:00', to: '06:00' } } } });
    expect(inProd.alerts.channels.get('ops')?.quiet).toEqual({ from: '00:00', to: '06:00', timeZone: 'Asia/Shanghai' });
  });

  it('takes mail servers, each on the port that is usual for how it is spoken to', () => {
    const login = { username: 'sluice', password: '${secret:env/MAIL}' };
    const nodeOf = (more: Partial<AlertChannelDefinition>) => {
      const { told, alerts } = lower(mail(more));
      expect(told).toEqual([]);
      return alerts.channels.get('ops');
    };
    expect(nodeOf(login)).toMatchObject({
      host: 'mail.example',
      port: 587,
      tls: 'starttls',
      username: 'sluice',
      password: { parts: [{ kind: 'secret', provider: 'env', name: 'MAIL' }] },
    });
    expect(nodeOf({ tls: 'implicit' })).toMatchObject({ port: 465 });
    expect(nodeOf({ tls: 'none', host: '${env:MAIL_HOST}' })).toMatchObject({ port: 25 });
    expect(nodeOf({ port: 2525 })).toMatchObject({ port: 2525, tls: 'starttls' });
    const written = lower(mail({ username: 'sluice', password: 'top-secret' })).alerts;
    expect(JSON.stringify([...written.channels])).not.toContain('top-secret');
    expect([...written.faulty]).toEqual(['ops']);
  });

  it('takes who is told of what lasts, each once', () => {
    const { told, alerts } = lower(escalating('1h30m', ['boss', 'boss']));
    expect(told).toEqual([]);
    expect(alerts.channels.get('ops')?.escalate).toEqual({ afterMs: 5_400_000, to: ['boss'] });
  });

  it('compiles nothing by a channel that an environment may have meant to change', () => {
    const { told, alerts } = lower(channel('webhook', ROBOT), { channels: { opps: { url: ROBOT } } });
    expect(told).toEqual(['SL0320 channels/opps: no channel is named `opps`']);
    expect([...alerts.faulty]).toEqual(['ops']);
  });
});
