import { joined, say, type Message } from '../../../../message/index.ts';
import { formatDuration, previousFireTime, windowStart } from '../../../../time/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import { BY_A_CLOCK } from '../../clocks.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** Other pipelines that have to succeed first. */
export const dependenciesChanged: Reason = {
  reason: 'DEPENDENCIES_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/dependsOn'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.dependsOn, change.after.pipeline.dependsOn];
    const added = is.filter((name) => !was.includes(name));
    const removed = was.filter((name) => !is.includes(name));
    const found: Message[] = [];
    if (added.length > 0) found.push(whenItMeets(change, added));
    if (removed.length > 0)
      found.push(say`it does not wait for ${namesOf(removed)} any more, and may read what is not complete yet`);
    found.push(...howItWaits(change.before.pipeline, change.after.pipeline));
    return found.map((consequence) => ({ meaning: 'schedule', consequence, paths }));
  },
};

/** What is said of how it waits, where that changes. */
function howItWaits(
  { upstreamPolicy: was = {} }: NormalisedPipeline,
  { upstreamPolicy: is = {}, dependsOn }: NormalisedPipeline,
): readonly Message[] {
  const found: Message[] = [];
  if (was.any !== is.any && dependsOn.length > 0)
    found.push(
      is.any === true
        ? say`one of ${namesOf(dependsOn)} that succeeds is enough, and it may read what the others have not completed`
        : say`it waits until all of ${namesOf(dependsOn)} have succeeded, not only one of them`,
    );
  if (was.timeout?.ms === is.timeout?.ms && was.timeout?.outcome === is.timeout?.outcome) return found;
  if (is.timeout === undefined)
    return [...found, say`it waits without a limit, and is skipped where an upstream does not succeed`];
  const time = formatDuration(is.timeout.ms);
  switch (is.timeout.outcome) {
    case 'fail':
      return [...found, say`a run that has waited ${time} fails`];
    case 'skip':
      return [...found, say`a run that has waited ${time} is skipped`];
    case 'run':
      return [...found, say`a run that has waited ${time} runs, and may read what is not complete yet`];
    default:
      return is.timeout.outcome satisfies never;
  }
}

function whenItMeets(change: UpdatedPipeline, added: readonly string[]): Message {
  const { after, firing } = change;
  const [next] = firing.after.next;
  const names = namesOf(added);
  if (after.pipeline.upstreamPolicy?.any === true && after.pipeline.dependsOn.length > 1)
    return added.length === 1
      ? say`it starts also when ${names} has succeeded`
      : say`it starts also when one of ${names} has succeeded`;
  const waits =
    added.length === 1 ? say`it waits until ${names} has succeeded` : say`it waits until ${names} have succeeded`;
  if (next === undefined) return waits;
  const { schedule } = after.pipeline;
  const at = timeText(next, schedule.timeZone);
  if (schedule.kind === 'upstream') return say`${waits}: next for the fire at ${at}`;
  const met = added.map((name) => fireWaitedFor(change, name, next));
  return say`${waits}: its fire at ${at} waits ${joined(met, ', ')}`;
}

/** As the scheduler has it (runtime/schedule/upstream): the newest fire of the upstream since the fire before, up to this one. */
function fireWaitedFor({ after, head }: UpdatedPipeline, upstream: string, own: number): Message {
  const found = head.pipelines.get(upstream)?.artefact.pipeline;
  if (found?.state === 'suspended') return say`for \`${upstream}\`, which is suspended, so that it is skipped`;
  if (found === undefined || !BY_A_CLOCK.has(found.schedule.kind))
    return say`for a run of \`${upstream}\` for that same time`;
  const { schedule } = after.pipeline;
  const latest = previousFireTime(found.schedule, own + 1);
  const before = windowStart(schedule, own);
  if (latest === undefined || (latest <= before && before !== own))
    return say`for nothing of \`${upstream}\`, which does not fire between the fire before and this one`;
  return say`for that of \`${upstream}\` at ${timeText(latest, schedule.timeZone)}`;
}

function namesOf(names: readonly string[]): Message {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? '';
  return quoted.length === 1 ? say`${last}` : say`${quoted.slice(0, -1).join(', ')} and ${last}`;
}
