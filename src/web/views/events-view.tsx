import type { JSX } from 'preact';
import { Empty, Loading } from '../parts/empty.tsx';
import { PipelineSelect } from '../parts/pipeline-select.tsx';
import { ClockTime } from '../parts/time.tsx';
import { api } from '../state/api.ts';
import type { EventItem } from '../state/api-types.ts';
import { newEvent } from '../state/facts.ts';
import { goTo, hrefOf, route } from '../state/route.ts';
import { useList } from './use-list.ts';

const TOPICS = [
  { text: 'All', topic: '' },
  { text: 'Runs', topic: 'sluice.runs' },
  { text: 'Audit', topic: 'sluice.audit' },
] as const;

export function EventsView(): JSX.Element {
  const { query } = route.value;
  const filter = { topic: query.get('topic') ?? '', pipeline: query.get('pipeline') ?? '' };
  const list = useList({
    key: `${filter.topic} ${filter.pipeline}`,
    load: (cursor) => api.events(filter, cursor),
    fresh: newEvent,
    admits: (event) =>
      (filter.topic === '' || event.topic === filter.topic) &&
      (filter.pipeline === '' || event.pipeline === filter.pipeline),
  });
  return (
    <>
      <div class="bar-line">
        <h1>Events</h1>
        <div class="chips" role="group" aria-label="Filter by topic">
          {TOPICS.map(({ text, topic }) => (
            <a
              key={text}
              class="chip"
              aria-current={filter.topic === topic ? 'true' : undefined}
              href={hrefOf('events', { ...filter, topic })}
            >
              {text}
            </a>
          ))}
        </div>
        <PipelineSelect
          value={filter.pipeline}
          choose={(pipeline) => goTo(hrefOf('events', { ...filter, pipeline }))}
        />
      </div>
      {list.items === undefined ? (
        <Loading />
      ) : list.items.length === 0 ? (
        <Empty title="No event matches.">Everything that changes is on record here, in order, once.</Empty>
      ) : (
        <ul class="panel events">
          {list.items.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      )}
      {list.more !== undefined && (
        <button type="button" class="button more" onClick={list.more}>
          Show older events
        </button>
      )}
    </>
  );
}

function EventLine({ event }: { readonly event: EventItem }): JSX.Element {
  const { actor, revision, reason } = event.data;
  const why = typeof reason === 'object' && reason !== null && 'message' in reason ? reason.message : undefined;
  return (
    <li>
      <details>
        <summary>
          <ClockTime at={event.at} />
          <span class={event.topic === 'sluice.audit' ? 'type is-audit' : 'type'}>{event.type}</span>
          <span class="name">{event.pipeline ?? ''}</span>
          <span class="quiet small event-who">
            {[actor, revision, why].filter((one) => typeof one === 'string').join(' · ')}
          </span>
          <span
            class="quiet small number"
            title={event.publishedAt === null ? 'Not yet taken by the bus' : 'Taken by the bus'}
          >
            #{event.sequence} {event.publishedAt === null ? '○' : '●'}
          </span>
        </summary>
        <div class="event-body">
          {event.run !== null && <a href={`#/runs/${event.run}`}>Run {event.run}</a>}
          <pre>{JSON.stringify(event.data, null, 2)}</pre>
          <div class="quiet small">hash {event.hash}</div>
        </div>
      </details>
    </li>
  );
}
