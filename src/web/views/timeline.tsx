import type { JSX } from 'preact';
import { formatDuration } from '../format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { ClockTime } from '../parts/time.tsx';
import { RUN_STATES, type EventItem, type RunState } from '../state/api-types.ts';

/** How a run went from state to state, from its events, with how long it stayed in each. */
export function Timeline({
  events,
  open,
}: {
  readonly events: readonly EventItem[];
  readonly open: boolean;
}): JSX.Element | null {
  if (events.length === 0) return null;
  return (
    <section class="panel timeline" aria-label="Timeline">
      <h2>Timeline</h2>
      <ol>
        {events.map((event, index) => {
          const next = events[index + 1];
          const stayed = next === undefined ? undefined : Date.parse(next.at) - Date.parse(event.at);
          return (
            <li key={event.id}>
              <ClockTime at={event.at} />
              <EventName event={event} />
              <span class="quiet small right">
                {stayed === undefined ? (open ? 'now' : '') : formatDuration(stayed)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function EventName({ event }: { readonly event: EventItem }): JSX.Element {
  const state = stateOf(event);
  if (state !== undefined) return <StateMark state={state} />;
  return <span>{event.type.replace(/^run\./, '').replaceAll('-', ' ')}</span>;
}

function stateOf({ type }: EventItem): RunState | undefined {
  const name = type.replace(/^run\./, '');
  return RUN_STATES.find((state) => state === name);
}
