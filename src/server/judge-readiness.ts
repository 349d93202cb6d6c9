import { toOperatingError } from '../runtime/index.ts';
import type { ServerContext } from './server-context.ts';

/** `degraded`: the daemon works, and something that it needs for all of its work does not. */
export type PartState = 'ok' | 'degraded' | 'failed';

/** A part that the daemon's work hangs on. */
export interface ReadinessPart {
  readonly name: 'store' | 'leader' | 'source' | 'relay' | 'executors';
  readonly state: PartState;
  /** For people; no secret is in it. */
  readonly seen: string;
  /** UTC milliseconds: when this server first saw it so, without another state in between. */
  readonly since: number;
}

/** `unready`: nothing can be asked of it; the others answer. */
export interface Readiness {
  readonly status: 'ok' | 'degraded' | 'unready';
  readonly parts: readonly ReadinessPart[];
}

type Seen = Omit<ReadinessPart, 'since'>;

/** Events that wait for longer than a relay needs between two tries. */
const LATE_EVENTS_MS = 60_000;
/** A process of which nothing was heard for so long takes no runs. */
const SILENT_MS = 60_000;

/** Looks at all parts; those that are read from the store are left out while it is gone. Never throws. */
export async function judgeReadiness(
  context: ServerContext,
  since: Map<string, { readonly state: string; readonly at: number }>,
): Promise<Readiness> {
  const seen = await look(context);
  const now = context.clock.now();
  const parts = seen.map((part) => {
    const before = since.get(part.name);
    const at = before?.state === part.state ? before.at : now;
    since.set(part.name, { state: part.state, at });
    return { ...part, since: at };
  });
  if (parts.some(({ state }) => state === 'failed')) return { status: 'unready', parts };
  return { status: parts.some(({ state }) => state === 'degraded') ? 'degraded' : 'ok', parts };
}

async function look(context: ServerContext): Promise<readonly Seen[]> {
  const here = [leaderPart(context), relayPart(context)];
  try {
    await context.store.ping();
    const rest = await Promise.all([sourcePart(context), executorsPart(context)]);
    return [{ name: 'store', state: 'ok', seen: `${context.status().store} answers` }, ...here, ...rest];
  } catch (thrown) {
    const { code, message, help } = toOperatingError(thrown);
    const words = code === 'INTERNAL' ? 'something unforeseen happened; the log of the server has it' : message;
    return [{ name: 'store', state: 'failed', seen: help === undefined ? words : `${words}; ${help}` }, ...here];
  }
}

function leaderPart({ status }: ServerContext): Seen {
  const { held, reason } = status().leader;
  return { name: 'leader', state: 'ok', seen: held ? 'this process leads' : (reason ?? 'this process does not lead') };
}

function relayPart({ status }: ServerContext): Seen {
  const { relayLagMs = 0 } = status();
  const seen = relayLagMs === 0 ? 'no event waits' : `the oldest event waits for ${Math.round(relayLagMs / 1000)} s`;
  return { name: 'relay', state: relayLagMs > LATE_EVENTS_MS ? 'degraded' : 'ok', seen };
}

async function sourcePart({ store, project, environment }: ServerContext): Promise<Seen> {
  const source = await store.sourceStatus(project, environment);
  if (source === undefined) return { name: 'source', state: 'degraded', seen: 'nothing was read yet' };
  const isWell = source.state === 'synced';
  return { name: 'source', state: isWell ? 'ok' : 'degraded', seen: `${source.kind} is ${source.state}` };
}

async function executorsPart({ store, project, environment, clock }: ServerContext): Promise<Seen> {
  const all = await store.listProcesses(clock.now());
  const takers = all.filter(
    (one) =>
      one.project === project &&
      one.environment === environment &&
      one.roles.includes('execute') &&
      one.silentMs < SILENT_MS &&
      one.drain === undefined,
  );
  const seen = `processes that take runs: ${takers.length}`;
  return { name: 'executors', state: takers.length === 0 ? 'degraded' : 'ok', seen };
}
