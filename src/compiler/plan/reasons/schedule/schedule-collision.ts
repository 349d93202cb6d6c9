import { say, type Message } from '../../../../message/index.ts';
import { nextFireTime } from '../../../../time/index.ts';
import { briefOf } from '../../brief-of.ts';
import type { PlanFacts, PlanSide } from '../../plan-side.ts';
import type { Reason } from '../../reason.ts';
import { sourceDatasource } from '../../source-datasource.ts';
import { timeText } from '../../time-text.ts';

/** So many names are told. */
const NAMES_TOLD = 3;

/** A next fire that begins at the same second as those of others that read the same datasource, and did not before. */
export const scheduleCollision: Reason = {
  reason: 'SCHEDULE_COLLISION',
  find({ name, before, after, firing, head, facts }) {
    const next = firing.after?.next[0];
    const datasource = after && sourceDatasource(after);
    if (after === undefined || next === undefined || datasource === undefined) return [];
    // one that waits for others begins when they have succeeded
    if (after.pipeline.schedule.kind === 'upstream') return [];
    if (firing.before?.next[0] === next && before !== undefined && sourceDatasource(before) === datasource) return [];
    const others = startersOf(head, facts)
      .get(keyOf(datasource, next))
      ?.filter((other) => other !== name);
    if (others === undefined || others.length === 0) return [];
    const at = timeText(next, after.pipeline.schedule.timeZone);
    const consequence = say`its next fire, at ${at}, begins in the same second as ${namesOf(others)} on the datasource \`${datasource}\``;
    return [{ meaning: 'schedule', consequence, paths: [] }];
  },
};

function namesOf(others: readonly string[]): Message {
  const told = others
    .slice(0, NAMES_TOLD)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = others.length - NAMES_TOLD;
  if (more > 0) return say`${others.length} others (${told} and ${more} more)`;
  return others.length === 1 ? say`that of ${told}` : say`${others.length} others (${told})`;
}

/** The pipelines of a side by what they read and when their clock fires next: made once for all changes of a plan. */
function startersOf(side: PlanSide, facts: PlanFacts): ReadonlyMap<string, readonly string[]> {
  const known = made.get(facts);
  if (known !== undefined) return known;
  const found = new Map<string, string[]>();
  const nextBySchedule = new Map<string, number | undefined>();
  for (const [name, compiled] of side.pipelines) {
    const { schedule, state, datasource } = briefOf(compiled);
    if (datasource === undefined || state === 'suspended') continue;
    const clock = JSON.stringify(schedule);
    if (!nextBySchedule.has(clock)) nextBySchedule.set(clock, nextFireTime(schedule, facts.now));
    const next = nextBySchedule.get(clock);
    if (next === undefined) continue;
    const key = keyOf(datasource, next);
    const group = found.get(key);
    if (group === undefined) found.set(key, [name]);
    else group.push(name);
  }
  made.set(facts, found);
  return found;
}

/** By the facts, which belong to one plan. */
const made = new WeakMap<PlanFacts, ReadonlyMap<string, readonly string[]>>();

function keyOf(datasource: string, time: number): string {
  return `${time} ${datasource}`;
}
