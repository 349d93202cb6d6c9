import { say, type Message } from '../../../../message/index.ts';
import { formatDuration, type Schedule } from '../../../../time/index.ts';
import type { PlanFacts } from '../../plan-side.ts';
import { rateText } from '../../rate-text.ts';
import type { ChangedPipeline, Reason } from '../../reason.ts';
import { sourceDatasource } from '../../ends/source-datasource.ts';
import { timeText } from '../../time-text.ts';
import { Meetings, type NewMeetings } from './meetings.ts';
import { DAY_MS } from '../../day.ts';

/** So many names are told. */
const NAMES_TOLD = 3;

/** Fires that begin in the same second as those of others that read the same database, and did not before. */
export const scheduleCollision: Reason = {
  reason: 'SCHEDULE_COLLISION',
  find(change) {
    const { name, after } = change;
    const datasource = after && sourceDatasource(after);
    if (after === undefined || datasource === undefined) return [];
    const meetings = meetingsOf(change);
    const found = meetings.of(name);
    if (found === undefined) return [];
    const how = howOften(found, after.pipeline.schedule, meetings.windowMs);
    const consequence = say`it begins in the same second as ${namesOf(found, name)} on the datasource \`${datasource}\`: ${how}`;
    return [{ meaning: 'schedule', consequence, paths: [] }];
  },
};

function howOften({ count, first }: NewMeetings, schedule: Schedule, windowMs: number): Message {
  const at = timeText(first, schedule.timeZone);
  if (schedule.kind === 'at') return say`at ${at}`;
  if (windowMs < DAY_MS) return say`${count} times in the next ${formatDuration(windowMs)}, first at ${at}`;
  const rate = rateText((count * DAY_MS) / windowMs);
  return windowMs === DAY_MS ? say`${rate} in the next 24h, first at ${at}` : say`${rate}, first at ${at}`;
}

function namesOf({ others, pipelines }: NewMeetings, own: string): Message {
  const told = others
    .flatMap(({ names }) => names.slice(0, NAMES_TOLD + 1)) // thousands may begin at midnight
    .filter((name) => name !== own)
    .slice(0, NAMES_TOLD)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = pipelines - NAMES_TOLD;
  if (more > 0) return say`${pipelines} others (${told} and ${more} more)`;
  return pipelines === 1 ? say`${told}` : say`${pipelines} others (${told})`;
}

/** Made once for all changes of a plan, by its facts, which belong to no other. */
function meetingsOf({ base, head, formerNames, facts }: ChangedPipeline): Meetings {
  const known = made.get(facts) ?? new Meetings(base, head, formerNames, facts.now);
  made.set(facts, known);
  return known;
}

const made = new WeakMap<PlanFacts, Meetings>();
