import { toOperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { createDutyJudge } from './create-duty-judge.ts';
import { migrationsPart } from './migrations-part.ts';
import { presencePart } from './presence-part.ts';
import type { PartState, Readiness, SeenPart } from './readiness.ts';
import { executorsPart, sourcePart } from './store-parts.ts';

/**
 * Looks at all parts, again each time it is called; those that are read from the store are left out while it is gone. What it
 * gives never throws. Which state of which part makes the daemon unready is a table in docs/daemon.md.
 */
export function createReadinessJudge(context: ServerContext): () => Promise<Readiness> {
  const judgeDuties = createDutyJudge(context);
  /** In which state a part was seen first, without another in between. */
  const since = new Map<string, { readonly state: PartState; readonly at: number }>();

  const look = async (): Promise<readonly SeenPart[]> => {
    const duties = context.duties();
    try {
      await context.store.ping();
      const store: SeenPart = { name: 'store', state: 'ok', seen: `${context.status().store} answers` };
      const rest = [migrationsPart(context), judgeDuties(duties, true), sourcePart(context), executorsPart(context)];
      const here = presencePart(context);
      return [store, ...(await Promise.all(rest)).flat(), here];
    } catch (thrown) {
      const { code, message, help } = toOperatingError(thrown);
      const words = code === 'INTERNAL' ? 'something unforeseen happened; the log of the server has it' : message;
      const seen = help === undefined ? words : `${words}; ${help}`;
      return [{ name: 'store', state: 'failed', seen }, ...(await judgeDuties(duties, false))];
    }
  };

  return async () => {
    const seen = await look();
    const now = context.clock.now();
    const parts = seen.map((part) => {
      const before = since.get(part.name);
      const at = before?.state === part.state ? before.at : now;
      since.set(part.name, { state: part.state, at });
      return { ...part, since: at };
    });
    if (parts.some(({ state }) => state === 'failed')) return { status: 'unready', parts };
    return { status: parts.some(({ state }) => state === 'degraded') ? 'degraded' : 'ok', parts };
  };
}
