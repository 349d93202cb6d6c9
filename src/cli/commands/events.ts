import { say } from '../../message/index.ts';
import type { EventIndexJson, EventJson } from '../../server/index.ts';
import { eventQuery, type EventQueryFlags } from '../events/event-query.ts';
import { allEvents, followEvents } from '../events/read-events.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { rejoinChains } from '../events/rejoin-chains.ts';
import { rebuildIndex } from '../events/rebuild-index.ts';
import { verifyWhere, type VerifyFlags } from '../events/verify-events.ts';
import { limitOf } from '../limit-of.ts';
import { openOperatorApi } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { showEvent, showEvents, showIndex } from '../views/events-view.ts';

interface EventsFlags extends VerifyFlags, EventQueryFlags {
  readonly verify?: boolean;
  readonly rejoin?: boolean;
  readonly rebuild?: boolean;
  readonly limit?: string;
  readonly all?: boolean;
  readonly follow?: boolean;
}

const MOST = 500;

/** `sluice events`: what happened, newest first; with `--all` and `-f` in the order in which it happened. */
export async function eventsCommand(flags: EventsFlags): Promise<number> {
  if (flags.verify === true) {
    refuseFilters(flags);
    return await verifyWhere(flags, new Terminal(flags, ['text', 'json']));
  }
  if (flags.rejoin === true) return await rejoinChains(flags, new Terminal(flags, ['text']));
  refuseWithoutVerify(flags);
  if (flags.rebuild === true) {
    refuseFiltersOfRebuild(flags);
    return await rebuildIndex(flags, new Terminal(flags, ['text']));
  }
  const terminal = new Terminal(flags, ['text', 'json', 'jsonl']);
  const limit = limitOf(flags.limit, MOST);
  const query = eventQuery(flags, Date.now());
  const streams = flags.all === true || flags.follow === true;
  if (streams && terminal.format === 'json')
    throw new UsageError(
      say`--output json is one document, and this list has no end`,
      say`use \`--output jsonl\`, an event a line`,
    );
  await using api = await openOperatorApi(flags);
  if (streams) {
    const events = flags.follow === true ? followEvents(api, query, limit) : allEvents(api, query);
    for await (const event of events) {
      terminal.emit(event);
      showEvent(event, terminal);
    }
    return EXIT.done;
  }
  query.set('limit', String(limit));
  const document = await api.get<{ readonly items: readonly EventJson[]; readonly index?: EventIndexJson | null }>(
    `/api/v1/events?${query}`,
  );
  if (terminal.format === 'jsonl') for (const event of document.items) terminal.emit(event);
  else terminal.emit(document);
  showEvents(document.items, terminal);
  showIndex(document.index ?? null, terminal);
  return EXIT.done;
}

/** A chain of which some events are left out cannot be whole. */
function refuseFilters({ topic, pipeline, type, actor, until, all, follow }: EventsFlags): void {
  if ([topic, pipeline, type, actor, until, all, follow].every((flag) => flag === undefined)) return;
  throw new UsageError(
    say`--verify looks at all events: it takes no filter`,
    say`--since says from when on nothing may have expired`,
  );
}

function refuseFiltersOfRebuild({ topic, pipeline, type, actor, since, until, all, follow }: EventsFlags): void {
  if ([topic, pipeline, type, actor, since, until, all, follow].every((flag) => flag === undefined)) return;
  throw new UsageError(say`--rebuild builds the whole index anew: it takes no filter`);
}

function refuseWithoutVerify({ from, file, brokers }: EventsFlags): void {
  if ([from, file, brokers].every((flag) => flag === undefined)) return;
  throw new UsageError(say`--from, --file and --brokers say what --verify looks at`, say`add --verify`);
}
