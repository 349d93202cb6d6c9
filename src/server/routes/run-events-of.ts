import type { EventRecord, RunRecord } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';

const PAGE = 200;
const PAGES = 10;

/** What happened to a run, oldest first. */
export async function runEventsOf(context: ServerContext, run: RunRecord): Promise<readonly EventRecord[]> {
  // a run that was open when its pipeline was moved was recorded under the name before
  const names = [run.pipeline, ...(await context.store.formerNames(run))];
  const found = (await Promise.all(names.map((name) => eventsUnder(context, run, name)))).flat();
  found.sort((a, b) => b.at - a.at);
  return found.toReversed();
}

/** Newest first, back to when the run was recorded; a pipeline that is too busy for that loses the oldest. */
async function eventsUnder(context: ServerContext, run: RunRecord, pipeline: string): Promise<readonly EventRecord[]> {
  const { project, environment } = run;
  const found: EventRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const filter = { project, environment, pipeline, limit: PAGE };
    const { items, nextCursor } = await context.events.list(cursor === undefined ? filter : { ...filter, cursor });
    found.push(...items.filter((event) => event.data['run'] === run.id));
    cursor = nextCursor;
    const oldest = items.at(-1);
    if (cursor === undefined || oldest === undefined || oldest.at < run.createdAt) break;
  }
  return found;
}
