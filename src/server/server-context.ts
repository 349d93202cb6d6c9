import type {
  AppliedPlan,
  BackfillChangeRequest,
  BackfillRecord,
  ChangedCursor,
  ChangedBackfill,
  Clock,
  CursorChangeRequest,
  Deployment,
  DoneBackfillRequest,
  DoneRollback,
  DoneRollbackRequest,
  DriftReport,
  DutyState,
  EventReader,
  JobLogs,
  Log,
  PausedPipeline,
  PausePipelineRequest,
  PlanRequest,
  PrunePipelinesRequest,
  RequestedRun,
  RerunRequest,
  ResumePipelineRequest,
  RunRecord,
  Store,
} from '../runtime/index.ts';
import type { ArtefactReader } from './artefact-reader.ts';

/** What this process is doing. Times UTC milliseconds. */
export interface RuntimeStatus {
  readonly startedAt: number;
  readonly roles: readonly string[];
  /** Name of this process among the executors. */
  readonly executor: string;
  readonly leader: { readonly held: boolean; readonly fence?: number; readonly reason?: string };
  /** Runs that this process holds. */
  readonly claims: number;
  /** Since when others do not hear that this process is there; absent = they do. */
  readonly unheardSince?: number;
  /** Kind of store and bus, without addresses: `sqlite`, `mysql`; `embedded`, `kafka`. */
  readonly store: string;
  readonly bus: string;
}

/** A person's request to run a pipeline. */
export interface RunRequest {
  /** UTC milliseconds; absent = the last due fire, or now for a manual pipeline. */
  readonly fireTime?: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** Also when that fire has succeeded already. */
  readonly again?: boolean;
  /** Also while a freeze lets nothing of the pipeline start. */
  readonly duringFreeze?: boolean;
  /** The sender repeats it under this key until it is answered: it is done once. */
  readonly idempotencyKey?: string;
  readonly actor: string;
}

/** What people can do through the server. All throw operating errors: NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
export interface ServerActions {
  /** Puts a fire on record, or runs one that is on record and over once more. */
  requestRun(pipeline: string, request: RunRequest): Promise<RequestedRun>;
  /** Runs once more what is over. */
  requestRerun(runId: string, request: RerunRequest): Promise<RunRecord>;
  /** False when the run has ended. */
  requestCancel(runId: string, actor: string): Promise<boolean>;
  /** Does a saved plan, or nothing. Throws also PLAN_INVALID and SOURCE_IS_FOLDER. */
  applyPlan(request: PlanRequest): Promise<AppliedPlan>;
  /** Deletes what is held, or what was restored; gives the names. */
  prune(request: PrunePipelinesRequest): Promise<readonly string[]>;
  /** Brings a deleted pipeline back. */
  restore(pipeline: string, actor: string): Promise<Deployment>;
  /** Fires it no more for now. */
  pause(pipeline: string, request: PausePipelineRequest): Promise<PausedPipeline>;
  /** Lets it go on. */
  resume(pipeline: string, request: ResumePipelineRequest): Promise<'resumed' | 'not-paused'>;
  /** Makes it what it was, or undoes that. */
  rollBack(pipeline: string, request: DoneRollbackRequest): Promise<DoneRollback>;
  /** Puts its position elsewhere. */
  changeCursor(pipeline: string, request: CursorChangeRequest): Promise<ChangedCursor>;
  /** Has fires of the past run. */
  backfill(pipeline: string, request: DoneBackfillRequest): Promise<BackfillRecord>;
  /** Pauses, resumes or cancels a backfill. */
  changeBackfill(id: string, change: BackfillChangeRequest): Promise<ChangedBackfill>;
}

/** What the server is given. It opens nothing and closes nothing of it. */
export interface ServerOptions {
  readonly store: Store;
  readonly events: EventReader;
  readonly jobLogs: JobLogs;
  readonly status: () => RuntimeStatus;
  /** Who does what one process at a time does; what is left out of it is not judged. Never throws. */
  readonly duties: () => Promise<readonly DutyState[]>;
  /** Text in Prometheus' exposition format. */
  readonly metrics: () => Promise<string>;
  /** What engines run otherwise than is on record. Throws STORE_UNREACHABLE. */
  readonly drift: () => Promise<DriftReport>;
  /** Folder of the built page; undefined = serve no page. */
  readonly webDir: string | undefined;
  readonly log: Log;
  readonly clock: Clock;
  readonly project: string;
  readonly environment: string;
  readonly version: string;
  readonly actions: ServerActions;
  /** Host names besides the loopback ones that are answered (behind a proxy); with some, no other name is, on any address. */
  readonly allowedHosts?: readonly string[];
  /** What requests that change something bring as `Authorization: Bearer`; without one only this machine may. Never shown. */
  readonly token?: string;
  /** What forges sign a webhook with; without one there is none. Never shown. */
  readonly webhookSecret?: string;
}

/** What the routes share. */
export interface ServerContext extends ServerOptions {
  readonly artefacts: ArtefactReader;
}
