import type { DeploymentKey, Scope } from '../run.ts';

/** A person's wish that a pipeline fire no more for now. */
export interface PauseRequest {
  readonly key: DeploymentKey;
  /** Why, in the person's words. */
  readonly why?: string;
  /** When it goes on by itself, UTC milliseconds. */
  readonly until?: number;
  readonly actor: string;
}

/** `paused-already`: it was, and for what the request says; nothing was written. `absent`: nothing of the name is deployed. */
export type PauseOutcome = 'paused' | 'paused-already' | 'absent';

/** A person's wish that a paused pipeline go on. */
export interface ResumeRequest {
  readonly key: DeploymentKey;
  /** Where its clock goes, so that what it missed is not made up for. Absent = what it missed goes by its misfire policy. */
  readonly clock?: {
    /** Of the artefact that the time was computed from. */
    readonly digest: string;
    /** UTC milliseconds; undefined = it has none. */
    readonly nextFireTime: number | undefined;
  };
  readonly actor: string;
}

/** `changed`: the deployment has another artefact by now than the clock is of; nothing was written. */
export type ResumeOutcome = 'resumed' | 'not-paused' | 'changed' | 'absent';

/**
 * What a person holds a deployment to. It is a condition on record (`paused`) and goes with the pipeline to another name; new
 * versions, restarts and leaders leave it. People's writes need no fence, as reviewed changes do not.
 */
export interface HoldStore {
  /** No fire of it is put on record after this, but those that a person asks for. */
  pauseDeployment(request: PauseRequest, now: number): Promise<PauseOutcome>;
  resumeDeployment(request: ResumeRequest, now: number): Promise<ResumeOutcome>;
  /** Names of the paused whose time is over. */
  dueResumes(scope: Scope, now: number): Promise<readonly string[]>;
  /** Lets these go on, where their time is over. The leader's. */
  resumeDue(fence: number, scope: Scope, pipelines: readonly string[], now: number): Promise<void>;
}
