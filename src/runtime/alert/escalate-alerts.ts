import type { AlertFacts } from '../../compiler/index.ts';
import type { OpenAlert } from '../ports/index.ts';
import type { AlertChange } from './judge-alerts.ts';

/**
 * Who else is told of what is not over, by how long it lasts already: each channel once, by what those escalate to that were told, and by
 * what these escalate to in turn. Pure.
 *
 * @param now UTC milliseconds.
 */
export function escalateAlerts(
  { channels }: Pick<AlertFacts, 'channels'>,
  open: readonly OpenAlert[],
  now: number,
): readonly AlertChange[] {
  return open.flatMap((alert): readonly AlertChange[] => {
    const told = new Set(alert.channels);
    // what is added is looked at in its turn
    for (const name of told) {
      const escalate = channels[name]?.escalate;
      if (escalate !== undefined && now >= alert.since + escalate.afterMs)
        for (const other of escalate.to) told.add(other);
    }
    const more = [...told].slice(alert.channels.length);
    if (more.length === 0) return [];
    return [{ kind: 'escalated', alert: { ...alert, channels: [...told] }, told: more, at: now }];
  });
}
