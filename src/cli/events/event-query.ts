import { nearName, say } from '../../message/index.ts';
import { AUDIT_TOPIC, EVENT_TYPES, RUNS_TOPIC } from '../../runtime/index.ts';
import { parseDuration } from '../../time/index.ts';
import { UsageError } from '../exit-code.ts';

/** Flags that say which events. */
export interface EventQueryFlags {
  readonly topic?: string;
  readonly pipeline?: string;
  readonly type?: string;
  readonly actor?: string;
  readonly since?: string;
  readonly until?: string;
}

const TOPICS: Readonly<Record<string, string>> = {
  audit: AUDIT_TOPIC,
  runs: RUNS_TOPIC,
  [AUDIT_TOPIC]: AUDIT_TOPIC,
  [RUNS_TOPIC]: RUNS_TOPIC,
};
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** The question of `/api/v1/events` that the flags ask. Throws a usage error. */
export function eventQuery(flags: EventQueryFlags, now: number): URLSearchParams {
  const query = new URLSearchParams();
  if (flags.topic !== undefined) query.set('topic', topicOf(flags.topic));
  if (flags.pipeline !== undefined) query.set('pipeline', flags.pipeline);
  if (flags.type !== undefined) query.set('type', typesOf(flags.type));
  if (flags.actor !== undefined) query.set('actor', flags.actor);
  if (flags.since !== undefined) query.set('since', momentOf('--since', flags.since, now));
  if (flags.until !== undefined) query.set('until', momentOf('--until', flags.until, now));
  return query;
}

function topicOf(given: string): string {
  const topic = TOPICS[given];
  if (topic !== undefined) return topic;
  throw new UsageError(say`there is no topic \`${given}\``, say`there are audit and runs`);
}

function typesOf(given: string): string {
  const types = given.split(',').map((type) => type.trim());
  for (const type of types) if (!isKnown(type)) throw unknownType(type);
  return types.join(',');
}

function isKnown(type: string): boolean {
  const start = type.endsWith('.*') ? type.slice(0, -1) : undefined;
  return Object.keys(EVENT_TYPES).some((known) => (start === undefined ? known === type : known.startsWith(start)));
}

function unknownType(type: string): UsageError {
  const near = nearName(type, Object.keys(EVENT_TYPES));
  return new UsageError(
    say`no event is of type \`${type}\``,
    near === undefined ? say`there are ${Object.keys(EVENT_TYPES).join(', ')}` : say`is \`${near.name}\` meant?`,
  );
}

/** A date is its first moment, what has no offset is UTC, and a duration is so long ago. */
function momentOf(flag: string, given: string, now: number): string {
  const ago = parseDuration(given);
  if (ago !== undefined) return new Date(now - ago).toISOString();
  const zoned = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(given) || !given.includes('T') ? given : `${given}Z`;
  const time = MOMENT.test(given) ? Date.parse(zoned) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new UsageError(
    say`${flag} ${given} is no date, no time and no duration`,
    say`write it as 2026-12-24, 2026-12-24T06:00 (UTC), or 2h for two hours ago`,
  );
}
