import type { DutyState, LeaseDuty } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { SeenPart } from './readiness.ts';

/** For so long nobody has to do it: a lease has to pass, and the next one has to take it. */
const NOBODY_MS = 15_000;
/** Events that wait for longer than a relay needs between two tries. */
const LATE_EVENTS_MS = 60_000;

const DOES: Readonly<Record<LeaseDuty, string>> = {
  leader: 'leads',
  scheduler: 'schedules',
  relay: 'publishes events',
};

/** Says of what one process at a time does whether somebody does it. */
export type DutyJudge = (duties: Promise<readonly DutyState[]>, storeAnswers: boolean) => Promise<readonly SeenPart[]>;

/**
 * A lease tells who holds it, and not since when nobody does: this remembers when somebody was last known to, at first the start
 * of the process. What nobody did for longer is degraded, and so is what cannot be asked.
 */
export function createDutyJudge({ clock, status, store }: ServerContext): DutyJudge {
  const lastDone = new Map<LeaseDuty, number>();

  const judge = ({ duty, here, holder, unanswered }: DutyState): SeenPart => {
    const does = DOES[duty];
    const now = clock.now();
    if (unanswered !== undefined)
      return { name: duty, state: 'degraded', seen: `who ${does} cannot be asked: ${unanswered}` };
    if (here || holder !== undefined) {
      lastDone.set(duty, now);
      return { name: duty, state: 'ok', seen: here ? `this process ${does}` : `${holder} ${does}` };
    }
    const silentMs = Math.max(0, now - (lastDone.get(duty) ?? status().startedAt));
    const seen = `nobody ${does}, for all that was seen since ${Math.round(silentMs / 1000)} s ago`;
    return { name: duty, state: silentMs > NOBODY_MS ? 'degraded' : 'ok', seen };
  };

  return async (duties, storeAnswers) => {
    // with the store gone every lease is as silent; who holds one here still knows
    const asked = (await duties).filter(({ here }) => here || storeAnswers).map(judge);
    if (!storeAnswers) return asked.filter(({ name }) => name !== 'relay');
    const { oldestAt } = await store.eventBacklog(1);
    return asked.map((part) => (part.name === 'relay' ? withBacklog(part, oldestAt, clock.now()) : part));
  };
}

/** Whoever publishes: what waits lies in the store, and all see it. */
function withBacklog({ name, state, seen }: SeenPart, oldestAt: number | undefined, now: number): SeenPart {
  const lagMs = oldestAt === undefined ? 0 : Math.max(0, now - oldestAt);
  const waits = oldestAt === undefined ? 'no event waits' : `the oldest event waits for ${Math.round(lagMs / 1000)} s`;
  return { name, state: lagMs > LATE_EVENTS_MS ? 'degraded' : state, seen: `${seen}; ${waits}` };
}
