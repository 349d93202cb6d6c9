import type { Artefact } from '../../compiler/index.ts';
import { dueTimeOf, isClockSchedule, nextFireTime, type DueTime } from '../../time/index.ts';
import { deploymentHistory } from '../deployment-history.ts';
import type { EventRecord, RunRecord, Store } from '../ports/index.ts';
import { explainFire, type Finding } from './explain-pipeline.ts';
import { gatherFacts, surroundingsOf } from './gather-facts.ts';
import { storySteps, type Step } from './story-steps.ts';

/** How far back it is looked for when the artefact of a run was deployed. */
const HISTORY = 200;

/** The story of a run. */
export interface RunStory {
  readonly run: RunRecord;
  /** What became of its fire, and what explains that. */
  readonly findings: readonly Finding[];
  /** What it ran: undefined where no event says of which revision the artefact is. */
  readonly version: { readonly generation: number; readonly revision: string | undefined } | undefined;
  readonly steps: readonly Step[];
}

/**
 * Tells the story of a run. Throws what the store throws.
 *
 * @param events Of the run, in order.
 */
export async function explainRun(
  store: Store,
  run: RunRecord,
  events: readonly EventRecord[],
  now: number,
): Promise<RunStory> {
  const { project, environment, pipeline } = run;
  const key = { project, environment, pipeline };
  const [surroundings, history, ran] = await Promise.all([
    surroundingsOf(store, key, { state: 'not-asked' }, now),
    deploymentHistory(store, key, { limit: HISTORY }),
    store.getArtefact(run.artefactDigest),
  ]);
  const facts = { ...(await gatherFacts(store, key, run.fireTime, surroundings)), run };
  const deployed = history.entries.find(
    ({ digest, at }) => digest === run.artefactDigest && at <= (run.startedAt ?? now),
  );
  return {
    run,
    findings: explainFire(facts),
    version: deployed === undefined ? undefined : { generation: deployed.generation, revision: deployed.revision },
    steps: storySteps(run, dueOf(run, ran?.artefact), events),
  };
}

/** Only what its schedule fires is spread or held; one whose artefact is not stored any more is told as if it were not. */
function dueOf(run: RunRecord, artefact: Artefact | undefined): DueTime & { readonly isForeign?: boolean } {
  if (run.trigger !== 'schedule' || artefact === undefined) return { time: run.fireTime, delay: 0 };
  const { schedule } = artefact.pipeline;
  const isForeign = isClockSchedule(schedule) && nextFireTime(schedule, run.fireTime - 1) !== run.fireTime;
  return { ...dueTimeOf(run.fireTime, artefact.pipeline, run), isForeign };
}
