import { windowStart } from '../../time/index.ts';
import type { Deployment } from '../ports/index.ts';
import { planDue } from './misfire.ts';
import { misfiredReason } from './reasons.ts';
import { put, recordFire } from './record-fire.ts';
import { keyOf, type Look } from './scheduler-context.ts';

/** Deployments taken from the store at once. */
const BATCH = 500;

/** Records fires that are due; returns how many deployments had any, so that more may wait behind them. */
export async function fireDue(look: Look): Promise<number> {
  const due = await look.deps.store.dueDeployments(look.deps.scope, look.now, BATCH);
  let fired = 0;
  for (const deployment of due) if (await fireDeployment(look, deployment)) fired++;
  return fired;
}

/**
 * Each record moves the deployment's clock to the fire after it, in the same transaction, so that
 * whatever interrupts this goes on from the record.
 */
async function fireDeployment(look: Look, deployment: Deployment): Promise<boolean> {
  const artefact = await look.artefact(deployment.artefactDigest);
  const from = deployment.nextFireTime;
  if (artefact === undefined) {
    const { pipeline, artefactDigest } = deployment;
    look.deps.log.error('a fire is due whose artefact is not stored', {
      pipeline,
      artefactDigest,
      help: 'put the store back from a backup, or change the pipeline so that it is deployed anew',
    });
    return false;
  }
  if (from === undefined) return false;
  const { schedule, misfire } = artefact.pipeline;
  const plan = planDue(schedule, misfire, from, look.now);

  if (plan.skipped !== undefined) {
    const { last } = plan.skipped;
    await put(look, deployment, {
      key: keyOf(deployment),
      fireTime: last,
      previousFireTime: windowStart(artefact.pipeline.schedule, last),
      trigger: 'schedule',
      artefactDigest: deployment.artefactDigest,
      parameters: {},
      state: 'skipped',
      reason: misfiredReason(plan.skipped),
      nextFireTime: plan.fires[0]?.fireTime ?? plan.next ?? null,
    });
  }
  for (const [index, { fireTime, misfired }] of plan.fires.entries()) {
    await recordFire(look, {
      deployment,
      artefact,
      fireTime,
      previousFireTime: windowStart(artefact.pipeline.schedule, fireTime),
      trigger: 'schedule',
      caughtUp: misfired && misfire.policy === 'catch-up',
      nextFireTime: plan.fires[index + 1]?.fireTime ?? plan.next ?? null,
    });
  }
  return true;
}
