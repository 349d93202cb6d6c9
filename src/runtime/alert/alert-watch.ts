import { catalogueOf } from '../../message/index.ts';
import type {
  AlertChanges,
  AlertedPipeline,
  AlertStore,
  Clock,
  Condition,
  ConditionStore,
  OpenAlert,
  RunEnd,
  Scope,
} from '../ports/index.ts';
import { composeAlert } from './compose-alert.ts';
import { escalateAlerts } from './escalate-alerts.ts';
import { judgeAlerts, type AlertChange } from './judge-alerts.ts';

export interface AlertWatchDependencies {
  readonly store: AlertStore & Pick<ConditionStore, 'listConditions'>;
  readonly scope: Scope;
  readonly clock: Pick<Clock, 'now'>;
}

/** Ends of runs of one pipeline that one look judges; what is more is left to the next. */
const ENDS_AT_ONCE = 500;

/**
 * Judges what runs have told since the last look, and puts alerts and their messages on record with it: in one transaction, so that what is
 * judged is told, once, whenever a process dies. Throws what the store throws.
 *
 * @param alerted What the store says of who is told.
 */
export async function watchAlerts(
  { store, scope, clock }: AlertWatchDependencies,
  alerted: readonly AlertedPipeline[],
  fence: number,
): Promise<void> {
  const openNow = groupByPipeline(await store.openAlerts(scope));
  if (alerted.length === 0 && openNow.size === 0) return;
  const stalled = new Map<string, Condition>();
  for (const condition of await store.listConditions(scope))
    if (condition.type === 'stalled') stalled.set(condition.pipeline, condition);
  const now = clock.now();
  const readTo: { pipeline: string; sequence: number }[] = [];
  const made: { readonly change: AlertChange; readonly pipeline: AlertedPipeline }[] = [];
  for (const pipeline of alerted) {
    const { pipeline: name, isNew, head } = pipeline;
    const isAsItWas = !isNew && head <= pipeline.readTo && !stalled.has(name) && !openNow.has(name);
    if (isAsItWas) continue;
    const { ends, sequence } = await readEnds(store, scope, pipeline);
    if (isNew || sequence > pipeline.readTo) readTo.push({ pipeline: name, sequence });
    const open = openNow.get(name) ?? [];
    const changes = judgeAlerts(pipeline, ends, stalled.get(name), open, now);
    const lasting = [...openAfter(open, changes).values()];
    // of what is read later some may be over
    const escalated = sequence >= pipeline.head ? escalateAlerts(pipeline.alerts, lasting, now) : [];
    for (const change of [...changes, ...escalated]) made.push({ change, pipeline });
  }
  const messages: AlertChanges['messages'][number][] = [];
  for (const { change, pipeline } of made.toSorted((one, other) => one.change.at - other.change.at)) {
    const catalogue = await catalogueOf(pipeline.alerts.language);
    for (const message of composeAlert(change, pipeline.alerts, scope, catalogue))
      // they go in the order of what they tell, and are tried for as long however old that is
      messages.push({ ...message, createdAt: now + messages.length });
  }
  const known = new Set(alerted.map(({ pipeline }) => pipeline));
  // nobody is told of them any more
  const orphans = [...openNow.values()].flat().filter(({ pipeline }) => !known.has(pipeline));
  const closed = [...made.flatMap(({ change }) => (change.kind === 'closed' ? [change.alert] : [])), ...orphans];
  const opened = [
    ...openAfter(
      [],
      made.map(({ change }) => change),
    ).values(),
  ];
  if (readTo.length + closed.length + opened.length + messages.length === 0) return;
  await store.recordAlerts(fence, scope, { readTo, opened, closed, messages });
}

async function readEnds(
  store: AlertStore,
  scope: Scope,
  { pipeline, readTo, head }: AlertedPipeline,
): Promise<{ readonly ends: readonly RunEnd[]; readonly sequence: number }> {
  if (head <= readTo) return { ends: [], sequence: readTo };
  const ends = await store.runEnds(scope, pipeline, readTo, head, ENDS_AT_ONCE);
  const last = ends.length < ENDS_AT_ONCE ? undefined : ends.at(-1);
  return { ends, sequence: last?.sequence ?? head };
}

/** What was open or is now, and not closed again. */
function openAfter(before: readonly OpenAlert[], changes: readonly AlertChange[]): ReadonlyMap<string, OpenAlert> {
  const open = new Map(before.map((alert) => [`${alert.pipeline}:${alert.reason}`, alert]));
  for (const { kind, alert } of changes) {
    const key = `${alert.pipeline}:${alert.reason}`;
    if (kind === 'closed') open.delete(key);
    else open.set(key, alert);
  }
  return open;
}

function groupByPipeline(alerts: readonly OpenAlert[]): Map<string, OpenAlert[]> {
  const groups = new Map<string, OpenAlert[]>();
  for (const alert of alerts) {
    const group = groups.get(alert.pipeline) ?? [];
    group.push(alert);
    groups.set(alert.pipeline, group);
  }
  return groups;
}
