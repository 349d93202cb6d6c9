/** Every way in which engines or the store can differ from what is on record. */
export const DRIFT_REASONS = [
  'JOB_MISSING',
  'JOB_ENDED',
  'JOB_ORPHANED',
  'JOB_DOUBLED',
  'JOB_STRAY',
  'JOB_OUTDATED',
  'ARTEFACT_DAMAGED',
  'ARTEFACT_MISSING',
  'ROW_EDITED',
  'ENGINE_VERSION_DIFFERS',
] as const;
/** One of {@link DRIFT_REASONS}. */
export type DriftReason = (typeof DRIFT_REASONS)[number];

/** One place where something else is there than is on record: names and values, to be said by `driftMessage`. */
export interface DriftFact {
  readonly reason: DriftReason;
  readonly pipeline: string;
  /** Its name in sluice.yaml; empty where nothing says it. */
  readonly engine: string;
  readonly run?: string;
  readonly attempt?: number;
  /** The engine's id of the job that drifts. */
  readonly job?: string;
  /** Its name there. */
  readonly jobName?: string;
  /** When the job began, UTC milliseconds. */
  readonly since?: number;
  /** What is on record: a state, a digest, a version, the id of the right job. */
  readonly recorded?: string;
  /** What is there in its place. */
  readonly found?: string;
  /** How many pipelines it concerns, where `pipeline` is only the first of them. */
  readonly pipelines?: number;
}

/** Something that could not be looked at. It is no drift. */
export type UnseenFact =
  | {
      readonly kind: 'unreachable';
      readonly engine: string;
      /** An operating error's code. */
      readonly code: string;
      /** What it says. */
      readonly error: string;
    }
  | {
      readonly kind: 'elsewhere';
      readonly engine: string;
      /** Hosts of the jobs, by name. */
      readonly hosts: readonly string[];
      readonly runs: number;
    };

/** What a look at all engines gave. */
export interface DriftReport {
  /** By pipeline. */
  readonly facts: readonly DriftFact[];
  /** By engine. */
  readonly unseen: readonly UnseenFact[];
}
