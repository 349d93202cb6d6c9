import { joined, say, type Message } from '../../../../message/index.ts';
import { previousFireTime, windowStart } from '../../../../time/index.ts';
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
    return found.map((consequence) => ({ meaning: 'schedule', consequence, paths }));
  },
};

function whenItMeets(change: UpdatedPipeline, added: readonly string[]): Message {
  const { after, firing } = change;
  const [next] = firing.after.next;
  const names = namesOf(added);
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
