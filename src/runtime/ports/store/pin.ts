import type { Condition } from './condition-store.ts';

/** What holds a deployment that a person has rolled back. */
export interface Pin {
  /** The one of the type `pinned` that says so. */
  readonly condition: Condition;
  /** Digest of the version that was rolled back, which is not to be deployed again. */
  readonly refused: string;
  /** The revision that it came from. */
  readonly refusedRevision: string;
}

/** What a condition of the type `pinned` says. One that somebody has edited refuses nothing. */
export function toPin(condition: Condition): Pin {
  const text = (name: string): string => {
    const value = condition.details?.[name];
    return typeof value === 'string' ? value : '';
  };
  return { condition, refused: text('refused'), refusedRevision: text('refusedRevision') };
}

/** The pins among conditions of any type, by pipeline. */
export function pinsAmong(conditions: readonly Condition[]): ReadonlyMap<string, Pin> {
  const pinned = conditions.filter(({ type }) => type === 'pinned');
  return new Map(pinned.map((condition) => [condition.pipeline, toPin(condition)]));
}
