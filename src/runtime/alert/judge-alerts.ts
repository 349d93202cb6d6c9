import type { AlertedPipeline, AlertReason, Condition, OpenAlert, RunEnd } from '../ports/index.ts';

/** Something that began to be amiss, is over, or lasts so long that more people are told. */
export interface AlertChange {
  readonly kind: 'opened' | 'escalated' | 'closed';
  /** As it is after the change. */
  readonly alert: OpenAlert;
  /** The channels that are told of the change. */
  readonly told: readonly string[];
  /** When, UTC milliseconds. */
  readonly at: number;
}

/** Why a run is skipped that nobody has started in time. */
const TOO_LATE = 'STARTING_DEADLINE';

/**
 * What changes for a pipeline by the ends of its runs, the oldest first, and by whether its deployment is stalled now. An alert is open
 * until a run of its fire, or of a later one, is well: what fails again meanwhile is told once. Pure.
 *
 * @param open What is open of this pipeline.
 */
export function judgeAlerts(
  { pipeline, alerts }: Pick<AlertedPipeline, 'pipeline' | 'alerts'>,
  ends: readonly RunEnd[],
  stalled: Pick<Condition, 'since' | 'reason' | 'message'> | undefined,
  open: readonly OpenAlert[],
  now: number,
): readonly AlertChange[] {
  const changes: AlertChange[] = [];
  const current = new Map<AlertReason, OpenAlert>(open.map((alert) => [alert.reason, alert]));
  const raise = (reason: AlertReason, since: number, more: Pick<OpenAlert, 'cause' | 'fireTime' | 'run'>): void => {
    const channels = alerts[reason];
    if (channels === undefined || current.has(reason)) return;
    const { cause, fireTime, run } = more;
    const alert: OpenAlert = {
      pipeline,
      reason,
      since,
      channels,
      ...(fireTime === undefined ? {} : { fireTime }),
      ...(run === undefined ? {} : { run }),
      ...(cause === undefined ? {} : { cause }),
    };
    current.set(reason, alert);
    changes.push({ kind: 'opened', alert, told: channels, at: since });
  };
  const end = (reason: AlertReason, at: number, isOver: (alert: OpenAlert) => boolean): void => {
    const alert = current.get(reason);
    if (alert === undefined || !isOver(alert)) return;
    current.delete(reason);
    changes.push({ kind: 'closed', alert, told: alert.channels, at });
  };
  for (const { type, at, run, fireTime, reason: cause } of ends) {
    const said = { fireTime, run, ...(cause === undefined ? {} : { cause }) };
    if (type === 'run.skipped') {
      if (cause?.code === TOO_LATE) raise('late', at, said);
      continue;
    }
    // it was started, whatever became of it
    end('late', at, (alert) => fireTime >= (alert.fireTime ?? 0));
    if (type === 'run.succeeded') end('failed', at, (alert) => fireTime >= (alert.fireTime ?? 0));
    else raise('failed', at, said);
  }
  if (stalled === undefined) end('stalled', now, () => true);
  else raise('stalled', stalled.since, { cause: { code: stalled.reason, message: stalled.message } });
  return changes;
}
