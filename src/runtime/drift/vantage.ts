import type { AttemptRecord, EngineLook } from '../ports/index.ts';

/** Whether the job of an attempt would be seen from here if it were there. */
export type Sight =
  | { readonly kind: 'seen' }
  /** Its process lives, and what goes on in it cannot be seen. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'elsewhere'; readonly host: string };

/** The process that looks: which jobs it can see. */
export interface Vantage {
  sightOf(attempt: AttemptRecord, reach: EngineLook['reach']): Sight;
}

/**
 * @param host The name of this host.
 * @param executor This process among the executors; undefined where it executes nothing.
 * @param isDead True for an executor of this host that is certainly gone.
 */
export function vantageOf(host: string, executor: string | undefined, isDead: (executor: string) => boolean): Vantage {
  return {
    sightOf(attempt, reach) {
      if (reach === 'all') return { kind: 'seen' };
      const hostOfJob = attempt.engineRef['host'] ?? hostOf(attempt.executor) ?? host;
      if (hostOfJob !== host) return { kind: 'elsewhere', host: hostOfJob };
      if (reach === 'host' || attempt.executor === executor) return { kind: 'seen' };
      return isDead(attempt.executor) ? { kind: 'seen' } : { kind: 'hidden' };
    },
  };
}

/** `host:pid:start`, as processes are registered. */
function hostOf(executor: string): string | undefined {
  return /^(.*):\d+:\d+$/.exec(executor)?.[1];
}
