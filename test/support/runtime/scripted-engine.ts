import { OperatingError } from '../../../src/runtime/errors.ts';
import type { ArtefactEngine } from '../../../src/compiler/index.ts';
import type {
  Clock,
  Engine,
  EngineLook,
  EngineRef,
  LaunchRequest,
  Observation,
} from '../../../src/runtime/ports/index.ts';

/** What a job does: how long it takes and how it ends. */
export interface JobScript {
  readonly durationMs: number;
  /** The engine has it, and does not run it until then. */
  readonly startsAfterMs?: number;
  readonly end: Observation;
  /** Thrown by `submit` before the job exists. */
  readonly refuse?: OperatingError;
  /** Thrown by `submit` after the job exists: an answer that was lost. */
  readonly unclear?: OperatingError;
  /** The job does not care about being stopped. */
  readonly deaf?: boolean;
}

interface Job {
  readonly request: LaunchRequest;
  readonly script: JobScript;
  readonly startedAt: number;
  stoppedAt: number | undefined;
}

/** The jobs of an external system: hand the same one to the next process to let them outlive the first. */
export type Cluster = Map<string, Job>;

export const SUCCEEDED: Observation = { state: 'succeeded', metrics: { rowsRead: 3, rowsWritten: 3 } };

/** An external engine that obeys the port and does what its script says. */
export class ScriptedEngine implements Engine {
  readonly type: string;
  readonly pollMs = 200;
  readonly outlivesExecutor: boolean;
  readonly cluster: Cluster;
  /** Run ids in the order in which jobs came to exist. */
  readonly started: string[] = [];
  /** While set, every call fails. */
  down: OperatingError | undefined;
  readonly #clock: Clock;
  readonly #script: (request: LaunchRequest) => JobScript;

  constructor(
    clock: Clock,
    script: (request: LaunchRequest) => JobScript,
    options: { readonly type?: string; readonly outlives?: boolean; readonly cluster?: Cluster } = {},
  ) {
    this.type = options.type ?? 'local';
    this.outlivesExecutor = options.outlives ?? false;
    this.cluster = options.cluster ?? new Map();
    this.#clock = clock;
    this.#script = script;
  }

  reserve(request: LaunchRequest) {
    return { id: `${request.runId}-${request.attempt}` };
  }

  async submit(request: LaunchRequest, ref: { readonly id: string }, log: (line: string) => void): Promise<void> {
    if (this.down !== undefined) throw this.down;
    if (this.cluster.has(ref.id)) return;
    const script = this.#script(request);
    if (script.refuse !== undefined) throw script.refuse;
    this.cluster.set(ref.id, { request, script, startedAt: this.#clock.now(), stoppedAt: undefined });
    this.started.push(request.runId);
    log(`job ${ref.id} started`);
    if (script.unclear !== undefined) throw script.unclear;
  }

  async observe(_request: LaunchRequest, ref: { readonly id: string }): Promise<Observation> {
    if (this.down !== undefined) throw this.down;
    const job = this.cluster.get(ref.id);
    if (job === undefined) return { state: 'unknown', metrics: {} };
    if (job.stoppedAt !== undefined) return { state: 'cancelled', metrics: {} };
    const lasted = this.#clock.now() - job.startedAt;
    if (lasted < (job.script.startsAfterMs ?? 0)) return { state: 'starting', metrics: {} };
    const done = lasted >= job.script.durationMs;
    return done ? job.script.end : { state: 'running', metrics: { rowsRead: 1 } };
  }

  async stop(_request: LaunchRequest, ref: { readonly id: string }): Promise<void> {
    if (this.down !== undefined) throw this.down;
    const job = this.cluster.get(ref.id);
    if (job !== undefined && job.script.deaf !== true) job.stoppedAt ??= this.#clock.now();
  }

  async look(_engine: ArtefactEngine, refs: readonly EngineRef[]): Promise<EngineLook> {
    if (this.down !== undefined) throw this.down;
    const asked = new Set(refs.map(({ id }) => id));
    const jobs = [...this.cluster].map(([id, { request, script, startedAt, stoppedAt }]) => {
      const done = this.#clock.now() - startedAt >= script.durationMs;
      const { end } = script;
      const ended = end.state === 'succeeded' || end.state === 'failed' ? end.state : ('over' as const);
      const state = stoppedAt === undefined ? (done ? ended : ('live' as const)) : ('cancelled' as const);
      const run = { id: request.runId, attempt: request.attempt };
      return { id, name: id, pipeline: request.artefact.pipeline.name, run, state, since: startedAt };
    });
    return { jobs: jobs.filter(({ id, state }) => state === 'live' || asked.has(id)), reach: 'all' };
  }

  async close(): Promise<void> {}
}
