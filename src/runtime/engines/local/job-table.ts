import type { Observation } from '../../ports/index.ts';

/** Ended jobs that are remembered, for observers that ask again. */
const REMEMBERED_JOBS = 1000;

/** A job of this process: how it stands, how to stop it, and when it is over. */
export interface RunningJob {
  observe(): Observation;
  readonly stop: AbortController;
  /** Resolves, never rejects, when the job has ended and let go of everything. */
  readonly ended: Promise<void>;
}

/** The jobs that this process knows, by the id that was reserved for them. */
export interface JobTable {
  get(id: string): RunningJob | undefined;
  all(): readonly RunningJob[];
  /** Of those that have not ended. */
  ids(): readonly string[];
  add(id: string, job: RunningJob): void;
}

export function createJobTable(): JobTable {
  const running = new Map<string, RunningJob>();
  const over = new Map<string, RunningJob>();
  return {
    get: (id) => running.get(id) ?? over.get(id),
    all: () => [...running.values()],
    ids: () => [...running.keys()],
    add(id, job) {
      running.set(id, job);
      void job.ended.then(() => {
        running.delete(id);
        over.set(id, job);
        const [oldest] = over.keys();
        if (over.size > REMEMBERED_JOBS && oldest !== undefined) over.delete(oldest);
      });
    },
  };
}
