import { isClockSchedule } from '../../time/index.ts';
import { FINAL_RUN_STATES, type Deployment, type FireSpan, type RunInSpan, type RunReason } from '../ports/index.ts';
import { upstreamEnded, upstreamNeverFires } from './reasons.ts';
import type { ScheduledArtefact } from './scheduler-context.ts';

/** What a waiting run waits for of one upstream, and what is on record of it. */
export interface AwaitedFire {
  readonly upstream: string;
  readonly deployment: Deployment | undefined;
  /** Undefined = it is not deployed, or not stored. */
  readonly pipeline: ScheduledArtefact['pipeline'] | undefined;
  /** The fire that is waited for, UTC milliseconds; undefined = the upstream has none in the window. */
  readonly required: number | undefined;
  readonly run: RunInSpan | undefined;
}

/** What an upstream says of a run that waits for it; a reason = it does not succeed for that fire any more by itself. */
export type UpstreamVerdict = 'succeeded' | 'not yet' | RunReason;

/**
 * The spans in which the run of an awaited fire is looked for, the likelier first: that very fire, or where the upstream's clock is past
 * it, the newest one in the window. Misfires are told in one record, and a new pipeline begins somewhere.
 */
export function spansOf(
  { upstream, deployment, required }: Pick<AwaitedFire, 'upstream' | 'deployment' | 'required'>,
  window: { readonly previousFireTime: number; readonly fireTime: number },
): readonly FireSpan[] {
  if (required === undefined) return [];
  const exact = { pipeline: upstream, after: required - 1, upTo: required };
  if (!isPast(deployment, required)) return [exact];
  return [exact, { pipeline: upstream, after: window.previousFireTime, upTo: window.fireTime }];
}

/** Judges by the record alone. */
export function judgeAwaited({ upstream, deployment, pipeline, required, run }: AwaitedFire): UpstreamVerdict {
  if (pipeline === undefined) return 'not yet';
  if (required === undefined) return 'succeeded';
  if (run === undefined) {
    const isOver = isClockSchedule(pipeline.schedule) && isPast(deployment, required);
    return deployment?.state !== 'active' || isOver ? upstreamNeverFires(upstream, required) : 'not yet';
  }
  if (run.state === 'succeeded') return 'succeeded';
  return FINAL_RUN_STATES.includes(run.state) ? upstreamEnded(upstream, run.fireTime, run.state) : 'not yet';
}

/**
 * All of them, or where any is enough one: what has succeeded counts, then what may still succeed. One without a fire in the window is
 * not waited for; where any is enough it starts nothing either, unless none of them has a fire.
 */
export function judgeTogether(awaited: readonly AwaitedFire[], any: boolean): UpstreamVerdict {
  const counted = awaited.filter(({ pipeline, required }) => !any || pipeline === undefined || required !== undefined);
  const verdicts = counted.map(judgeAwaited);
  const best = any ? (['succeeded', 'not yet'] as const).find((verdict) => verdicts.includes(verdict)) : undefined;
  return best ?? verdicts.find((verdict) => verdict !== 'succeeded') ?? 'succeeded';
}

function isPast(deployment: Deployment | undefined, fireTime: number): boolean {
  return deployment?.nextFireTime === undefined || deployment.nextFireTime > fireTime;
}
