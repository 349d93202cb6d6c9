import { digest } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { Clock, Condition, Deployment, FoundCondition, Lease, Log, Scope, Store, Wake } from '../ports/index.ts';
import type { DriftFact, DriftReport } from './drift-fact.ts';
import { Heals } from './heals.ts';
import { driftText } from './drift-message.ts';

export interface DriftWatchDependencies {
  readonly store: Pick<Store, 'listDeployments' | 'listConditions' | 'setConditions' | 'sourceStatus'>;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly scope: Scope;
  /** Counts what drifts. */
  readonly metrics: { conditions(type: string, count: number): void };
  /** Makes a deployment what its last event says; false where it cannot. */
  readonly heal: (fence: number, pipeline: string) => Promise<boolean>;
  /** Looks; ends soon after the signal is aborted. */
  readonly find: (signal: AbortSignal) => Promise<DriftReport>;
  /** Nudged when a look is wanted now. */
  readonly wake: Wake;
  /** Between two looks, in milliseconds. */
  readonly intervalMs: number;
  /** How long a look may take, in milliseconds; default 60,000. */
  readonly limitMs?: number;
}

/** Looks for drift again and again, and puts it on record. Leader only. */
export interface DriftWatch {
  /** One look under this fence. Throws what the store throws, and ENGINE_UNREACHABLE where it takes too long. */
  look(fence: number): Promise<void>;
  /** Looks at every interval and when nudged, until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

const LIMIT_MS = 60_000;

/**
 * Puts on record what differs, once for as long as it does. What cannot be looked at keeps what was found of it before: an
 * engine that does not answer has mended nothing.
 */
export function createDriftWatch(deps: DriftWatchDependencies): DriftWatch {
  const { store, lease, clock, log, scope, metrics, wake, intervalMs } = deps;
  const heals = new Heals();
  /** Heals what may be, and gives what is left. */
  const healed = async (fence: number, facts: readonly DriftFact[]): Promise<readonly DriftFact[]> => {
    if (!facts.some(isHealable)) return facts;
    const status = await store.sourceStatus(scope.project, scope.environment);
    if (status?.selfHeal !== 'record') return facts;
    const left: DriftFact[] = [];
    for (const fact of facts) {
      const { pipeline } = fact;
      if (!isHealable(fact) || heals.verdict(pipeline, clock.now()) !== 'now' || !(await deps.heal(fence, pipeline))) {
        left.push(fact);
        continue;
      }
      heals.note(pipeline, clock.now());
      log.warn('healed what somebody had edited', { pipeline, message: driftText(fact) });
    }
    return left;
  };
  const look = async (fence: number, stop: AbortSignal): Promise<void> => {
    const { facts: seen, unseen } = await inTime(deps, stop);
    const facts = await healed(fence, seen);
    const deployments = await store.listDeployments(scope);
    const recorded = await store.listConditions(scope);
    const silent = new Set(unseen.flatMap(({ kind, engine }) => (kind === 'unreachable' ? [engine] : [])));
    const kept = recorded.filter(
      ({ type, details }) => type === 'drifted' && silent.has(String(details?.['engine'] ?? '')),
    );
    const found = [
      ...kept,
      ...facts.map((fact) => givenUp(conditionOf(fact, deployments), heals.verdict(fact.pipeline, clock.now()))),
    ];
    metrics.conditions('drifted', found.length);
    if (isOnRecord(found, recorded)) return;
    const { began, ended } = await store.setConditions(fence, scope, 'drifted', found, clock.now());
    for (const { pipeline, reason, message } of began) log.warn('drift found', { pipeline, reason, message });
    for (const { pipeline, reason } of ended) log.info('drift is gone', { pipeline, reason });
  };
  return {
    look: (fence) => look(fence, new AbortController().signal),
    async run(signal) {
      let failures = 0;
      while (!signal.aborted) {
        await wake.wait(intervalMs, signal);
        const { fence } = lease;
        if (signal.aborted || !lease.held || fence === undefined) continue;
        try {
          await look(fence, signal);
          failures = 0;
        } catch (thrown) {
          const { code, message } = toOperatingError(thrown);
          failures++;
          if (failures === 1 || code === 'INTERNAL')
            log.warn('nobody could look for drift, trying again', { code, message });
        }
      }
    },
  };
}

function isHealable({ reason }: DriftFact): boolean {
  return reason === 'ROW_EDITED';
}

/** Says of what was healed and did not hold that it is left to people. */
function givenUp(condition: FoundCondition, verdict: ReturnType<Heals['verdict']>): FoundCondition {
  if (condition.reason !== 'ROW_EDITED' || verdict !== 'given-up') return condition;
  return {
    ...condition,
    reason: 'HEAL_GIVEN_UP',
    message: `${condition.message}; it was healed three times in a day and did not hold, so that it is left as it is`,
  };
}

/** What a look gives, within its limit; it is told to end where that is over, or this process stops. */
async function inTime(
  { find, clock, limitMs = LIMIT_MS }: DriftWatchDependencies,
  stop: AbortSignal,
): Promise<DriftReport> {
  const end = new AbortController();
  const done = new AbortController();
  const abort = (): void => end.abort();
  stop.addEventListener('abort', abort, { once: true });
  const late = clock.sleep(limitMs, AbortSignal.any([done.signal, stop])).then((): never => {
    end.abort();
    throw new OperatingError('ENGINE_UNREACHABLE', `a look for drift took longer than ${limitMs} ms`, {
      retryable: true,
    });
  });
  late.catch(() => undefined); // it ends with the look, when nobody waits for it any more
  try {
    return await Promise.race([find(end.signal), late]);
  } finally {
    done.abort();
    stop.removeEventListener('abort', abort);
  }
}

/** So many hex digits tell drifts of one pipeline apart. */
const SUBJECT_DIGITS = 16;

function conditionOf(fact: DriftFact, deployments: readonly Deployment[]): FoundCondition {
  const { pipeline, reason, engine, run, attempt, job, recorded, found } = fact;
  const version = reason === 'ENGINE_VERSION_DIFFERS' ? recorded : undefined;
  const subject = digest(JSON.stringify([reason, engine, run, job, version]))
    .replace('sha256:', '')
    .slice(0, SUBJECT_DIGITS);
  const told = { engine, run, attempt, job, recorded, found };
  return {
    pipeline,
    subject,
    reason,
    message: driftText(fact),
    generation: deployments.find((deployment) => deployment.pipeline === pipeline)?.generation ?? 0,
    details: Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')),
  };
}

function isOnRecord(found: readonly FoundCondition[], recorded: readonly Condition[]): boolean {
  const words = ({ pipeline, subject, reason, message }: FoundCondition): string =>
    JSON.stringify([pipeline, subject, reason, message]);
  const known = new Set(recorded.filter(({ type }) => type === 'drifted').map(words));
  return known.size === found.length && found.every((each) => known.has(words(each)));
}
