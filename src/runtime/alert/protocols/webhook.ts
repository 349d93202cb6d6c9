import type { ChannelProtocol } from '../channel-protocol.ts';
import { judgeStatus } from '../judge-status.ts';

/** What Alertmanager writes for a moment that is not known yet. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/**
 * Any receiver that takes what Alertmanager sends to webhooks (version 4 of its data): one alert in a group of its own. A secret is sent
 * as a bearer token. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const webhook: ChannelProtocol = {
  limits: [],
  request({ key, status, title, lines, labels, startedAt, endedAt }, secret) {
    const all = { alertname: 'sluice', ...labels };
    const annotations = { summary: title, description: lines.join('\n') };
    const alert = {
      status,
      labels: all,
      annotations,
      startsAt: new Date(startedAt).toISOString(),
      endsAt: endedAt === undefined ? NOT_ENDED : new Date(endedAt).toISOString(),
      generatorURL: '',
      fingerprint: key,
    };
    return {
      ...(secret === undefined ? {} : { headers: { authorization: `Bearer ${secret}` } }),
      body: {
        version: '4',
        groupKey: key,
        truncatedAlerts: 0,
        status,
        receiver: 'sluice',
        groupLabels: {},
        commonLabels: all,
        commonAnnotations: annotations,
        externalURL: '',
        alerts: [alert],
      },
    };
  },
  judge: (answer) => judgeStatus(answer) ?? { kind: 'sent' },
};
