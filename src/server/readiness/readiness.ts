/** `degraded`: the daemon works, and something that it needs for all of its work does not. */
export type PartState = 'ok' | 'degraded' | 'failed';

/** What the daemon's work hangs on, in the order in which it is told. */
export const PART_NAMES = [
  'store',
  'migrations',
  'leader',
  'scheduler',
  'relay',
  'source',
  'executors',
  'presence',
] as const;

/** A part as it was seen now. */
export interface SeenPart {
  readonly name: (typeof PART_NAMES)[number];
  readonly state: PartState;
  /** For people; no secret is in it. */
  readonly seen: string;
}

/** A part that the daemon's work hangs on. */
export interface ReadinessPart extends SeenPart {
  /** UTC milliseconds: when this server first saw it so, without another state in between. */
  readonly since: number;
}

/** `unready`: nothing can be asked of it; the others answer. */
export interface Readiness {
  readonly status: 'ok' | 'degraded' | 'unready';
  readonly parts: readonly ReadinessPart[];
}
