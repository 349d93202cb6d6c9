import type { RunInSpan } from '../ports/index.ts';
import type { ScheduledArtefact } from './scheduler-context.ts';

/** How a pipeline waits for its upstreams; absent members: for all, and for ever. */
export type UpstreamPolicy = NonNullable<ScheduledArtefact['pipeline']['upstreamPolicy']>;

/** A fire time for which an upstream of a dependent without a schedule has succeeded, with what is on record of it. */
export interface UpstreamFire {
  readonly fireTime: number;
  /** The run of each upstream for that time, in the order of `dependsOn`; undefined = there is none. */
  readonly runs: readonly (RunInSpan | undefined)[];
}

/** What is to become of such a fire: it runs, or it has waited for `timeout`, or there is nothing to do yet. */
export type DependentFire =
  /** `since`: UTC milliseconds, from which on nothing was missing. */
  | { readonly kind: 'runs'; readonly since: number; readonly previousFireTime: number }
  /** `firstSuccess`: UTC milliseconds, from which on it waits. */
  | { readonly kind: 'waits'; readonly firstSuccess: number; readonly previousFireTime: number }
  | { readonly kind: 'nothing' };

/** Judges a fire by the runs of its upstreams. Its window is that of one of these: of the first by name of all, of the first to succeed of any. */
export function judgeFire({ any, timeout }: UpstreamPolicy, runs: UpstreamFire['runs']): DependentFire {
  const successes = runs
    .filter((run) => run?.state === 'succeeded')
    .toSorted((left, right) => successOf(left) - successOf(right));
  const [earliest] = successes;
  if (earliest === undefined) return { kind: 'nothing' };
  if (any === true) return { kind: 'runs', since: successOf(earliest), previousFireTime: earliest.previousFireTime };
  const { previousFireTime } = runs[0] ?? earliest;
  if (successes.length === runs.length) return { kind: 'runs', since: successOf(successes.at(-1)), previousFireTime };
  return timeout === undefined
    ? { kind: 'nothing' }
    : { kind: 'waits', firstSuccess: successOf(earliest), previousFireTime };
}

function successOf(run: RunInSpan | undefined): number {
  return run?.finishedAt ?? Number.POSITIVE_INFINITY;
}

/**
 * The fire times that may be a dependent's work, oldest first. What succeeded before it existed is not: one that no upstream has started
 * yet has only the newest that `runs`, and what has come to succeed since it was deployed.
 *
 * @param startedFrom The oldest fire on record that an upstream has started it for; undefined = none has.
 */
export function workOf<F extends UpstreamFire & { readonly verdict: DependentFire }>(
  fires: readonly F[],
  startedFrom: number | undefined,
  deployedAt: number,
): readonly F[] {
  const ordered = fires.toSorted((left, right) => left.fireTime - right.fireTime);
  if (startedFrom !== undefined) return ordered.filter(({ fireTime }) => fireTime > startedFrom);
  const newest = ordered.findLast(({ verdict }) => verdict.kind === 'runs');
  return ordered.filter(({ fireTime, verdict }) => {
    if (verdict.kind === 'runs' && verdict.since >= deployedAt) return true;
    const isNewest = fireTime >= (newest?.fireTime ?? Number.NEGATIVE_INFINITY);
    return isNewest && (verdict.kind !== 'waits' || verdict.firstSuccess >= deployedAt);
  });
}
