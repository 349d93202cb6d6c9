import { RUNS_TOPIC, type EventType, type RunReason, type RunState } from '../../ports/index.ts';
import type { RunTable } from '../schema.ts';
import type { EventDraft } from './append-events.ts';
import { eventKey } from './event-key.ts';

/** What changed about a run. `type` defaults to `run.<to>`. */
export interface RunChange {
  readonly type?: EventType;
  /** Who did it: an executor, `schedule` for the leader, or a person. */
  readonly actor: string;
  readonly from?: string;
  readonly to: RunState;
  readonly at: number;
  readonly attempt?: number;
  readonly reason?: RunReason | undefined;
  readonly more?: Readonly<Record<string, unknown>>;
}

type RunFacts = Pick<RunTable, 'id' | 'project' | 'environment' | 'pipeline' | 'fire_time' | 'artefact_digest'>;

/** The event of a run's change of state, for topic `sluice.runs`. Holds names, numbers and reasons only. */
export function runEvent(run: RunFacts, change: RunChange): EventDraft {
  return {
    topic: RUNS_TOPIC,
    key: eventKey(run),
    type: change.type ?? `run.${change.to}`,
    at: change.at,
    data: {
      run: run.id,
      project: run.project,
      environment: run.environment,
      pipeline: run.pipeline,
      fireTime: run.fire_time,
      artefactDigest: run.artefact_digest,
      from: change.from,
      to: change.to,
      attempt: change.attempt,
      reason: change.reason,
      actor: change.actor,
      ...change.more,
    },
  };
}
