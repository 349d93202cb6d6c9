import { say, type Message } from '../../message/index.ts';
import type { EventBacklogJson } from '../../server/index.ts';

/** What to know of events that wait to be published; undefined where they are not long behind, and of a server that does not tell. */
export function behindMessage(events: EventBacklogJson | undefined): Message | undefined {
  if (events?.degraded !== true) return undefined;
  return say`events wait to be published (${events.waiting}), the oldest for ${Math.round(events.lagSeconds)} s: see the log of the process with the role relay`;
}
