import { OperatingError } from '../errors.ts';
import type { Clock } from '../ports/index.ts';
import { createHttpJson, type Fetch, type HttpAnswer } from './http-json.ts';
import {
  type FlinkJobDetail,
  type FlinkJobSummary,
  readAccumulators,
  readJobDetail,
  readJobParameters,
  readJobsOverview,
  readMetrics,
  readRootException,
} from './job-detail.ts';
import { type FlinkJobState, isGloballyTerminal } from './job-state.ts';
import { type ClusterJar, type JarRun, type JarRunAnswer, listJars, runJar, uploadJar } from './jars.ts';
import { errorText, notFoundKind, refusal } from './refusal.ts';
import { type SavepointEnd, stopWithSavepoint } from './savepoint.ts';
import { readShape } from './shape.ts';

/** What `GET /overview` tells of a session cluster. */
export interface ClusterOverview {
  readonly flinkVersion: string;
  readonly taskManagers: number;
  readonly slotsTotal: number;
  readonly slotsAvailable: number;
}

/**
 * The REST API of one JobManager, Flink 1.11 to 2.3. Every answer is checked. All methods throw
 * ENGINE_UNREACHABLE (retryable: refused, timed out, cut, 502 to 504) or ENGINE_REFUSED (not
 * retryable, with the last cause of the Java stack). Where a method may give undefined, it means
 * that the cluster does not know the job: it never had it, or it was restarted and forgot.
 */
export interface FlinkRest {
  readonly url: string;
  /** Flink's version, for example `1.20.3`. */
  version(): Promise<string>;
  overview(): Promise<ClusterOverview>;
  jobs(): Promise<readonly FlinkJobSummary[]>;
  /** Newest first; names are not unique. */
  findJobsByName(name: string): Promise<readonly FlinkJobSummary[]>;
  job(id: string): Promise<FlinkJobDetail | undefined>;
  jobState(id: string): Promise<FlinkJobState | undefined>;
  accumulators(id: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** The job's global parameters (`pipeline.global-job-parameters`), kept with it until the cluster forgets it. */
  jobParameters(id: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** The whole stack of the newest failure; undefined also when there was none. */
  rootException(id: string): Promise<string | undefined>;
  /** Names of the metrics that a vertex has, without their subtask's number, sorted and unique. */
  vertexMetricNames(id: string, vertexId: string): Promise<readonly string[]>;
  /** Sums over the subtasks of a vertex. */
  vertexMetrics(id: string, vertexId: string, names: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Asks a job to end. `ended` and `unknown` are no errors. Poll the state for the end. */
  cancel(id: string): Promise<'asked' | 'ended' | 'unknown'>;
  /** Stops with a savepoint and waits for it. A failure of the savepoint is a value, not thrown. */
  stop(
    id: string,
    options: { readonly targetDirectory?: string; readonly drain: boolean; readonly timeoutMs: number },
  ): Promise<SavepointEnd | undefined>;
  /** Jars that were uploaded and are still there: a restart of the JobManager may forget them. */
  jars(): Promise<readonly ClusterJar[]>;
  /** Uploads a jar under a name that ends in `.jar`; gives its id. */
  uploadJar(name: string, content: Blob): Promise<string>;
  /** Runs a jar's program as one job. What the program itself refuses is a value, not thrown. */
  runJar(jarId: string, run: JarRun): Promise<JarRunAnswer>;
  /** The web page of a job. */
  link(id: string): string;
}

/** Makes a {@link FlinkRest}. Throws ENGINE_MISCONFIGURED when `url` is no http URL or holds credentials. */
export function createFlinkRest(options: {
  readonly url: string;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
}): FlinkRest {
  const http = createHttpJson({ timeoutMs: 10_000, ...options, who: 'the JobManager' });
  const url = options.url.replace(/\/+$/, '');

  /** GET that takes "no such job" for undefined. */
  const getOfJob = async (path: string): Promise<HttpAnswer | undefined> => {
    const answer = await http.request('GET', path);
    if (answer.status === 404 && notFoundKind(answer) === 'job') return undefined;
    if (answer.status !== 200) throw refusal(`GET ${withoutIds(path)}`, answer);
    return answer;
  };
  const get = async (path: string): Promise<unknown> => {
    const answer = await http.request('GET', path);
    if (answer.status !== 200) throw refusal(`GET ${withoutIds(path)}`, answer);
    return answer.body;
  };

  const rest: FlinkRest = {
    url,
    version: async () => readShape(await get('/config'), 'GET /config').string('flink-version'),
    async overview() {
      const overview = readShape(await get('/overview'), 'GET /overview');
      return {
        flinkVersion: overview.string('flink-version'),
        taskManagers: overview.number('taskmanagers'),
        slotsTotal: overview.number('slots-total'),
        slotsAvailable: overview.number('slots-available'),
      };
    },
    jobs: async () => readJobsOverview(await get('/jobs/overview')),
    findJobsByName: async (name) =>
      (await rest.jobs()).filter((job) => job.name === name).sort((a, b) => b.startTime - a.startTime),
    async job(id) {
      const answer = await getOfJob(`/jobs/${checkedId(id)}`);
      return answer === undefined ? undefined : readJobDetail(answer.body, id);
    },
    // GET /jobs/:id/status exists from 1.16 only and costs the cluster no less than the detail.
    jobState: async (id) => (await rest.job(id))?.state,
    async accumulators(id) {
      const answer = await getOfJob(`/jobs/${checkedId(id)}/accumulators`);
      return answer === undefined ? undefined : readAccumulators(answer.body);
    },
    async jobParameters(id) {
      const answer = await getOfJob(`/jobs/${checkedId(id)}/config`);
      return answer === undefined ? undefined : readJobParameters(answer.body);
    },
    async rootException(id) {
      const answer = await getOfJob(`/jobs/${checkedId(id)}/exceptions?maxExceptions=1`);
      return answer === undefined ? undefined : readRootException(answer.body);
    },
    async vertexMetricNames(id, vertexId) {
      const answer = await getOfJob(`/jobs/${checkedId(id)}/vertices/${checkedId(vertexId)}/subtasks/metrics`);
      if (answer === undefined || !Array.isArray(answer.body)) return [];
      return answer.body.map((metric) => readShape(metric, 'a metric').string('id')).sort();
    },
    async vertexMetrics(id, vertexId, names) {
      if (names.length === 0) return {};
      const query = `get=${names.map(encodeURIComponent).join(',')}&agg=sum`;
      const answer = await getOfJob(`/jobs/${checkedId(id)}/vertices/${checkedId(vertexId)}/subtasks/metrics?${query}`);
      return readMetrics(answer?.body);
    },
    async cancel(id) {
      const answer = await http.request('PATCH', `/jobs/${checkedId(id)}?mode=cancel`);
      if (answer.status === 202 || answer.status === 200) return 'asked';
      // 1.11 to 1.14 answer 404 for an ended job too, 1.15 on 409: the state tells.
      if (answer.status === 404 || answer.status === 409) {
        const state = await rest.jobState(id);
        if (state === undefined) return 'unknown';
        if (isGloballyTerminal(state)) return 'ended';
      }
      if (answer.status === 408) {
        throw new OperatingError('ENGINE_UNREACHABLE', 'The JobManager did not take the cancellation in time', {
          retryable: true,
          fields: { text: errorText(answer).slice(0, 200) },
        });
      }
      throw refusal('PATCH /jobs/:id', answer);
    },
    stop: async (id, how) => stopWithSavepoint(http, options.clock, checkedId(id), how),
    jars: () => listJars(http),
    uploadJar: (name, content) => uploadJar(http, name, content),
    runJar: (jarId, run) => runJar(http, jarId, { ...run, jobId: checkedId(run.jobId) }),
    link: (id) => `${url}/#/job/${id}/overview`,
  };
  return rest;
}

/** Ids go into a path: anything but 32 hex digits is a mistake of ours or somebody's edit of the store. */
function checkedId(id: string): string {
  if (/^[0-9a-f]{32}$/.test(id)) return id;
  throw new OperatingError('INVALID_REQUEST', 'A Flink id has 32 hexadecimal digits', { retryable: false });
}

function withoutIds(path: string): string {
  return path.replace(/[0-9a-f]{32}/g, ':id').replace(/\?.*$/, '');
}
