import { groupBy } from '../../compiler/index.ts';
import { closedUntil, closureAt, dueTimeOf, spreadFrom, startDelay, windowStart } from '../../time/index.ts';
import { misfiredReason, missedParts, planDue, type DuePlan, type MissedParts } from '../misfires/index.ts';
import {
  LONGEST_PUT_OFF_MS,
  type Deployment,
  type FireRequest,
  type OpenRunSummary,
  type PutOffFire,
} from '../ports/index.ts';
import { putFires, requestOf, type Fire, type PutFire } from './record-fire.ts';
import { keyOf, type Look, type ScheduledArtefact } from './scheduler-context.ts';

/** Deployments taken from the store at once. */
const BATCH = 500;
/** Fires recorded by one transaction: enough to make its own cost small, few enough that the first of many are started soon. */
const TOGETHER = 200;

/** A record that is to be made: of fires that are skipped, as it stands; of one that is to run, by what its pipeline has open. */
type Step = { readonly skipped: FireRequest } | { readonly fire: Fire };

/** What is due of a deployment by its clock. */
interface Planned {
  readonly deployment: Deployment;
  readonly artefact: ScheduledArtefact;
  readonly plan: DuePlan;
}

/** What is due of a deployment, oldest first. */
interface Due {
  readonly deployment: Deployment;
  readonly steps: readonly Step[];
}

/**
 * Records fires that are due, and puts off those that are to start later; returns how many deployments had any, so that more may
 * wait behind them.
 */
export async function fireDue(look: Look): Promise<number> {
  const deployments = await look.deps.store.dueDeployments(look.deps.scope, look.now, BATCH);
  const plans: Planned[] = [];
  const putOff: PutOffFire[] = [];
  for (const deployment of deployments) {
    const planned = await planOf(look, deployment);
    if (planned === undefined) continue;
    if ('dueAt' in planned) putOff.push(planned);
    else plans.push(planned);
  }
  if (putOff.length > 0) await look.deps.store.putOffFires(look.fence, look.deps.scope, putOff);
  const due = await dueOf(look, plans);
  let fired = putOff.length;
  for (let start = 0; start < due.length; start += TOGETHER) {
    fired += await fireTogether(look, due.slice(start, start + TOGETHER));
  }
  return fired;
}

/**
 * Each record moves its deployment's clock to the fire after it, in the same transaction, so that whatever interrupts this goes on from
 * the record. Round by round the oldest fire of each: what a fire is recorded as goes by the one before it. A deployment
 * whose fire is not recorded takes no part in the rounds after: that fire is due again at the next look.
 */
async function fireTogether(look: Look, due: readonly Due[]): Promise<number> {
  const fired = new Set<Due>();
  let left = due;
  for (let round = 0; left.length > 0; round++) {
    left = left.filter(({ steps }) => steps.length > round);
    const open = await openRuns(look, left, round);
    const puts: PutFire[] = [];
    for (const { deployment, steps } of left) {
      const step = steps[round];
      if (step === undefined) continue;
      const request =
        'skipped' in step ? step.skipped : await requestOf(look, step.fire, open.get(deployment.pipeline) ?? []);
      puts.push({ deployment, request });
    }
    const recorded = await putFires(look, puts);
    left = left.filter((_, index) => recorded[index] === true);
    for (const one of left) fired.add(one);
  }
  return fired.size;
}

async function openRuns(
  look: Look,
  due: readonly Due[],
  round: number,
): Promise<ReadonlyMap<string, readonly OpenRunSummary[]>> {
  const asking = due.filter(({ steps }) => {
    const step = steps[round];
    return step !== undefined && 'fire' in step && step.fire.artefact.pipeline.overlap !== 'allow';
  });
  if (asking.length === 0) return new Map();
  const pipelines = asking.map(({ deployment }) => deployment.pipeline);
  return groupBy(await look.deps.store.openRunsOf(look.deps.scope, pipelines), ({ pipeline }) => pipeline);
}

/** What is due, or until when that is put off. Undefined = its artefact is not stored. */
async function planOf(look: Look, deployment: Deployment): Promise<Planned | PutOffFire | undefined> {
  const artefact = await look.artefact(deployment.artefactDigest);
  const from = deployment.nextFireTime;
  if (artefact === undefined) {
    const { pipeline, artefactDigest } = deployment;
    look.deps.log.error('a fire is due whose artefact is not stored', {
      pipeline,
      artefactDigest,
      help: 'put the store back from a backup, or change the pipeline so that it is deployed anew',
    });
    return undefined;
  }
  if (from === undefined) return undefined;
  const fire = { key: keyOf(deployment), artefactDigest: deployment.artefactDigest, fireTime: from };
  // A build that knows of no putting off has moved the clock on, and left what its last fire was put off to.
  if (from > look.now) return { ...fire, dueAt: undefined };
  const dueAt = putOffTo(artefact, deployment, from, look.now);
  if (dueAt === undefined) {
    const { schedule, misfire } = artefact.pipeline;
    // All fires are delayed alike: what is due of them now is what would have been due that long ago.
    const plan = planDue(schedule, misfire, from, look.now - startDelay(schedule, deployment));
    return { deployment, artefact, plan };
  }
  return { ...fire, dueAt: Math.min(dueAt, look.now + LONGEST_PUT_OFF_MS) };
}

/**
 * When a fire starts whose time has come and that is put off: its starts are spread, or a freeze holds it or held it, wherever a look
 * since then has put it off to. Undefined = it is due.
 */
function putOffTo(
  { pipeline }: ScheduledArtefact,
  deployment: Deployment,
  from: number,
  now: number,
): number | undefined {
  const { time, delay } = dueTimeOf(from, pipeline, deployment);
  if (time > now) return time;
  const { freezes = [] } = pipeline;
  if (freezes.length === 0 || closureAt(freezes, now)?.freeze.fires === 'skip') return undefined;
  const end = closedUntil(freezes, time, now);
  if (end === undefined) return undefined;
  const start = Number.isFinite(end) ? spreadFrom(end, delay, freezes) : end;
  return start > now ? start : undefined;
}

/** A plan goes by the clock alone: fires that it skips may be on record. */
async function dueOf(look: Look, plans: readonly Planned[]): Promise<readonly Due[]> {
  const skips = plans.flatMap((planned) => {
    const { deployment, artefact, plan } = planned;
    const { schedule } = artefact.pipeline;
    return plan.skipped === undefined ? [] : [{ planned, key: keyOf(deployment), schedule, skipped: plan.skipped }];
  });
  const missed = await missedParts(look.deps.store, skips);
  const missedOf = new Map(skips.map(({ planned }, index) => [planned, missed[index]]));
  return plans.map((planned) => ({
    deployment: planned.deployment,
    steps: stepsOf(planned, missedOf.get(planned) ?? { parts: [] }),
  }));
}

function stepsOf({ deployment, artefact, plan }: Planned, { parts, rest }: MissedParts): readonly Step[] {
  const { schedule, misfire } = artefact.pipeline;
  const dueTime = (fireTime: number) => {
    const { time } = dueTimeOf(fireTime, artefact.pipeline, deployment);
    return time === fireTime ? {} : { dueTime: time };
  };
  const fires = plan.fires.map(({ fireTime, misfired }, index): Step => ({
    fire: {
      deployment,
      artefact,
      fireTime,
      ...dueTime(fireTime),
      previousFireTime: windowStart(schedule, fireTime),
      trigger: 'schedule',
      caughtUp: misfired && misfire.policy === 'catch-up',
      nextFireTime: plan.fires[index + 1]?.fireTime ?? plan.next ?? null,
    },
  }));
  const skips = parts.map((part, index): Step => ({
    skipped: {
      key: keyOf(deployment),
      fireTime: part.last,
      ...dueTime(part.last),
      previousFireTime: windowStart(schedule, part.last),
      trigger: 'schedule',
      artefactDigest: deployment.artefactDigest,
      parameters: {},
      state: 'skipped',
      reason: misfiredReason(part),
      nextFireTime: parts[index + 1]?.first ?? rest ?? plan.fires[0]?.fireTime ?? plan.next ?? null,
    },
  }));
  return rest === undefined ? [...skips, ...fires] : skips;
}
