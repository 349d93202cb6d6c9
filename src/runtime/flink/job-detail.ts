import { OperatingError } from '../errors.ts';
import { type FlinkJobState, isFlinkJobState } from './job-state.ts';
import { isShape, readShape } from './shape.ts';

/** A job in a list, from `GET /jobs/overview`. Times UTC milliseconds. */
export interface FlinkJobSummary {
  readonly id: string;
  readonly name: string;
  readonly state: FlinkJobState;
  readonly startTime: number;
}

/** `GET /jobs/:id`, as far as it is used. */
export interface FlinkJobDetail extends FlinkJobSummary {
  /** Undefined while the job has not ended. */
  readonly endTime: number | undefined;
  readonly vertices: readonly FlinkVertex[];
}

/** One vertex of the job graph: a chain of operators. Inputs and outputs between vertices only. */
export interface FlinkVertex {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly parallelism: number;
  readonly readRecords: number;
  readonly writeRecords: number;
  readonly readBytes: number;
  readonly writeBytes: number;
}

/** Reads `GET /jobs/overview`. Throws ENGINE_REFUSED when it is of another shape. */
export function readJobsOverview(body: unknown): readonly FlinkJobSummary[] {
  return readShape(body, 'GET /jobs/overview')
    .list('jobs')
    .map((job) => ({
      id: job.string('jid'),
      name: job.string('name'),
      state: readState(job.string('state')),
      startTime: job.number('start-time'),
    }));
}

/** Reads `GET /jobs/:id`. Throws ENGINE_REFUSED when it is of another shape or of another job. */
export function readJobDetail(body: unknown, id: string): FlinkJobDetail {
  const job = readShape(body, 'GET /jobs/:id');
  if (job.string('jid') !== id) {
    throw new OperatingError('ENGINE_REFUSED', 'GET /jobs/:id answered with another job', { retryable: false });
  }
  const endTime = job.number('end-time');
  return {
    id,
    name: job.string('name'),
    state: readState(job.string('state')),
    startTime: job.number('start-time'),
    endTime: endTime < 0 ? undefined : endTime,
    vertices: job.list('vertices').map((vertex) => {
      const metrics = vertex.optionalObject('metrics');
      return {
        id: vertex.string('id'),
        name: vertex.string('name'),
        state: vertex.string('status'),
        parallelism: vertex.number('parallelism'),
        readRecords: metrics?.number('read-records') ?? 0,
        writeRecords: metrics?.number('write-records') ?? 0,
        readBytes: metrics?.number('read-bytes') ?? 0,
        writeBytes: metrics?.number('write-bytes') ?? 0,
      };
    }),
  };
}

/** Reads `user-task-accumulators`: name to value; a failed accumulator has none and is left out. */
export function readAccumulators(body: unknown): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const accumulator of readShape(body, 'GET /jobs/:id/accumulators').list('user-task-accumulators')) {
    const value = accumulator.optionalString('value');
    if (value !== undefined) values[accumulator.string('name')] = value;
  }
  return values;
}

/** Reads `user-config` of `GET /jobs/:id/config`; values that are no text are left out. */
export function readJobParameters(body: unknown): Readonly<Record<string, string>> {
  const config = readShape(body, 'GET /jobs/:id/config').optionalObject('execution-config')?.raw('user-config');
  const entries = isShape(config) ? Object.entries(config) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Why a job failed: the newest stack, from `exceptionHistory` (1.13 on) or `root-exception` (gone in 2.0). */
export function readRootException(body: unknown): string | undefined {
  const exceptions = readShape(body, 'GET /jobs/:id/exceptions');
  const newest = exceptions.optionalObject('exceptionHistory')?.list('entries').at(0);
  return newest?.optionalString('stacktrace') ?? exceptions.optionalString('root-exception');
}

/** Reads `?get=a,b` answers: a list of `{ id, value }`, values as text. Metrics that are no numbers are left out. */
export function readMetrics(body: unknown): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  if (!Array.isArray(body)) return values;
  for (const metric of body) {
    if (!isShape(metric) || typeof metric['id'] !== 'string') continue;
    // Aggregated answers give { id, sum }, plain ones { id, value }.
    const value = Number(metric['sum'] ?? metric['value']);
    if (Number.isFinite(value)) values[metric['id']] = value;
  }
  return values;
}

function readState(name: string): FlinkJobState {
  if (isFlinkJobState(name)) return name;
  throw new OperatingError('ENGINE_REFUSED', `The cluster gives a job state that is not known here: ${name}`, {
    retryable: false,
  });
}
