import { digest } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { Clock, Condition, Deployment, FoundCondition, Lease, Log, Scope, Store, Wake } from '../ports/index.ts';
import type { DriftFact, DriftReport } from './drift-fact.ts';
import { driftText } from './drift-message.ts';

export interface DriftWatchDependencies {
  readonly store: Pick<Store, 'listDeployments' | 'listConditions' | 'setConditions'>;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly scope: Scope;
  /** Counts what drifts. */
  readonly metrics: { conditions(type: string, count: number): void };
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
  const look = async (fence: number, stop: AbortSignal): Promise<void> => {
    const { facts, unseen } = await inTime(deps, stop);
    const deployments = await store.listDeployments(scope);
    const recorded = await store.listConditions(scope);
    const silent = new Set(unseen.flatMap(({ kind, engine }) => (kind === 'unreachable' ? [engine] : [])));
    const kept = recorded.filter(
      ({ type, details }) => type === 'drifted' && silent.has(String(details?.['engine'] ?? '')),
    );
    const found = [...kept, ...facts.map((fact) => conditionOf(fact, deployments))];
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
