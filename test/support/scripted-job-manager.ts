import { answeringServer, type AnsweringServer, sendJson } from './answering-server.ts';

/** A job as the scripted JobManager has it. */
export interface ScriptedJob {
  readonly name: string;
  readonly state: string;
  /** Default 1. */
  readonly startTime?: number;
  readonly accumulators?: Readonly<Record<string, string>>;
  /** Of its root exception. */
  readonly stack?: string | undefined;
  readonly userConfig?: Readonly<Record<string, string>>;
}

/** The body of a jar run, as it came. */
export interface ScriptedRun {
  readonly entryClass: string;
  readonly programArgsList: readonly string[];
  readonly jobId: string;
}

/** What a run is answered with in place of a start; `cut`: no answer at all. */
type RunAnswer = { readonly status: number; readonly errors: readonly string[] } | 'cut';

export interface JobManager extends AsyncDisposable {
  readonly url: string;
  readonly jars: { readonly id: string; readonly name: string }[];
  /** Names under which jars were uploaded. */
  readonly uploads: string[];
  readonly runs: ScriptedRun[];
  readonly cancelled: string[];
  readonly jobs: Map<string, ScriptedJob>;
  /** The stack that tests give to jobs which they make fail. */
  stack: string | undefined;
  onRun: ((run: { readonly jobId: string; readonly name: string }) => RunAnswer) | undefined;
  start(id: string, name: string): void;
}

/**
 * A JobManager of one session cluster that answers jar uploads, jar runs and questions about jobs in the shapes of
 * Flink 1.11.3 and 1.16.1, and lets a test make every fault. It runs nothing.
 */
export async function jobManager(): Promise<JobManager> {
  const state: Omit<JobManager, 'url' | keyof AsyncDisposable> = {
    jars: [],
    uploads: [],
    runs: [],
    cancelled: [],
    jobs: new Map(),
    stack: undefined,
    onRun: undefined,
    start: (id, name) => void state.jobs.set(id, { name, state: 'RUNNING' }),
  };
  const server: AnsweringServer = await answeringServer((seen, response) => {
    const [path = ''] = seen.path.split('?');
    const id = /^\/jobs\/([0-9a-f]{32})/.exec(path)?.[1];
    if (path === '/jars') sendJson(response, 200, { address: server.url, files: state.jars });
    else if (path === '/jars/upload') {
      const name = /filename="([^"]+)"/.exec(seen.body)?.[1] ?? '';
      state.uploads.push(name);
      state.jars.unshift({ id: `${state.uploads.length}_${name}`, name });
      sendJson(response, 200, { status: 'success', filename: `/tmp/flink-web/${state.jars[0]?.id}` });
    } else if (/^\/jars\/[^/]+\/run$/.test(path)) {
      const run = JSON.parse(seen.body) as ScriptedRun; // what the client under test sends
      state.runs.push(run);
      const name =
        run.programArgsList[run.programArgsList.findIndex((word) => /^-job(?:Name|id)$/.test(word)) + 1] ?? '';
      const answer = state.onRun?.({ jobId: run.jobId, name });
      if (answer === 'cut') response.destroy();
      else if (answer === undefined) {
        const config = run.programArgsList[run.programArgsList.indexOf('-confProp') + 1] ?? '{}';
        const userConfig = JSON.parse(decodeURIComponent(config.replace(/%(?![0-9A-F]{2})/g, '%25'))) as Record<
          string,
          string
        >; // as it was printed
        state.jobs.set(run.jobId, { name, state: 'RUNNING', userConfig });
        sendJson(response, 200, { jobid: run.jobId });
      } else sendJson(response, answer.status, { errors: answer.errors });
    } else if (path === '/overview') {
      sendJson(response, 200, { 'flink-version': '1.16.1', taskmanagers: 1, 'slots-total': 8, 'slots-available': 8 });
    } else if (path === '/jobs/overview') {
      const jobs = [...state.jobs].map(([jid, job]) => ({ jid, name: job.name, state: job.state, 'start-time': 1 }));
      sendJson(response, 200, { jobs });
    } else if (id !== undefined) answerJob(id, seen.method, path);
    else sendJson(response, 404, { errors: [`Not found: ${path}`] });

    function answerJob(jid: string, method: string, of: string): void {
      const job = state.jobs.get(jid);
      if (job === undefined) sendJson(response, 404, { errors: [`a.B: Job ${jid} not found\n\tat c.D`] });
      else if (method === 'PATCH') {
        state.cancelled.push(jid);
        state.jobs.set(jid, { ...job, state: 'CANCELED' });
        sendJson(response, 202, {});
      } else if (of.endsWith('/accumulators')) {
        const entries = Object.entries(job.accumulators ?? {});
        const list = entries.map(([name, value]) => ({ name, type: 'LongCounter', value }));
        sendJson(response, 200, { 'job-accumulators': [], 'user-task-accumulators': list });
      } else if (of.endsWith('/exceptions')) sendJson(response, 200, { 'root-exception': job.stack ?? null });
      else if (of.endsWith('/config')) {
        sendJson(response, 200, { jid, 'execution-config': { 'user-config': job.userConfig ?? {} } });
      } else {
        const metrics = { 'read-records': 0, 'write-records': 0, 'read-bytes': 0, 'write-bytes': 0 };
        const vertices = [{ id: 'a'.repeat(32), name: 'Source: a', parallelism: 1, status: job.state, metrics }];
        const times = { 'start-time': job.startTime ?? 1, 'end-time': -1 };
        sendJson(response, 200, { jid, name: job.name, state: job.state, ...times, vertices });
      }
    }
  });
  return Object.assign(state, { url: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() });
}
