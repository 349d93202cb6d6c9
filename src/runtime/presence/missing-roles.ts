import type { ProcessRecord } from '../ports/index.ts';

/** What it takes that everything gets done. */
const NEEDED = ['reconcile', 'schedule', 'execute', 'relay'] as const;

/** A process that was not heard of for so long is not there: several beats were lost. */
const SILENT_MS = 15_000;

/** A role that nobody has; `drained`: some have it, and all of them are drained. */
export interface MissingRole {
  readonly role: (typeof NEEDED)[number];
  readonly drained: boolean;
}

/** True for a process that was heard of a moment ago. */
export function isAlive({ silentMs }: Pick<ProcessRecord, 'silentMs'>): boolean {
  return silentMs <= SILENT_MS;
}

/** What nobody does in an environment, of these processes. */
export function missingRoles(
  processes: readonly ProcessRecord[],
  place: { readonly project: string; readonly environment: string },
): readonly MissingRole[] {
  const here = processes.filter(
    (one) => isAlive(one) && one.environment === place.environment && one.project === place.project,
  );
  return NEEDED.flatMap((role): readonly MissingRole[] => {
    const having = here.filter(({ roles }) => roles.includes(role));
    const drained = role === 'execute' && having.length > 0 && having.every(({ drain }) => drain !== undefined);
    return having.length === 0 || drained ? [{ role, drained }] : [];
  });
}
