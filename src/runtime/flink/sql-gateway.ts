import { OperatingError } from '../errors.ts';
import type { Clock } from '../ports/index.ts';
import { createHttpJson, type Fetch, type HttpJson } from './http-json.ts';
import { lastCause } from './java-stack.ts';
import { errorText, notFoundKind, refusal } from './refusal.ts';
import { readShape } from './shape.ts';
import { newestKnownVersion, readResultPage, type StatementResult } from './statement-result.ts';

/**
 * A session of the gateway. It lives in the gateway's memory (idle time-out 10 minutes) and holds
 * settings and temporary tables; jobs outlive it.
 */
export interface SqlSession {
  /**
   * Runs one statement (no semicolon) and waits for its operation. For an INSERT that is the
   * submission, not the job's end. Throws ENGINE_REFUSED with the last cause of the gateway's stack,
   * or ENGINE_UNREACHABLE (retryable); the statement may have had its effect after the latter.
   *
   * @param timeoutMs how long to wait for the operation.
   * @param config settings of this statement only, over those of the session.
   */
  run(statement: string, timeoutMs: number, config?: Readonly<Record<string, string>>): Promise<StatementResult>;
  /** Closes the session; a session that is gone already is no error. */
  close(): Promise<void>;
}

/** The REST endpoint of one SQL gateway, Flink 1.16 to 2.3 (API v1 to v3; v4 servers offer v3 too). */
export interface SqlGateway {
  /** The newest API version that both sides know. */
  apiVersion(): Promise<'v1' | 'v2' | 'v3'>;
  openSession(name: string, properties: Readonly<Record<string, string>>): Promise<SqlSession>;
}

const FIRST_POLL_MS = 20;
const SLOWEST_POLL_MS = 500;
/** A statement's rows are for us only: names of jobs, a maximum. More is somebody's mistake. */
const MOST_ROWS = 10_000;

/** Makes a {@link SqlGateway}. Throws ENGINE_MISCONFIGURED when `url` is no http URL or holds credentials. */
export function createSqlGateway(options: {
  readonly url: string;
  readonly clock: Clock;
  /** Of one request, not of a statement. */
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
}): SqlGateway {
  const { clock } = options;
  const http = createHttpJson({ timeoutMs: 30_000, ...options, who: 'the SQL gateway' });
  let version: 'v1' | 'v2' | 'v3' | undefined;

  const gateway: SqlGateway = {
    async apiVersion() {
      if (version !== undefined) return version;
      const answer = await http.request('GET', '/api_versions');
      if (answer.status !== 200) throw refusal('GET /api_versions', answer);
      version = newestKnownVersion(answer.body);
      if (version !== undefined) return version;
      throw new OperatingError(
        'ENGINE_REFUSED',
        'The server at the gateway’s address offers no API version known here',
        {
          retryable: false,
          help: 'Set `gateway` to a Flink SQL gateway of 1.16 or newer (port 8083 unless configured), not to the JobManager.',
        },
      );
    },
    async openSession(name, properties) {
      const api = await gateway.apiVersion();
      const answer = await http.request('POST', `/${api}/sessions`, { body: { sessionName: name, properties } });
      if (answer.status !== 200) throw refusal('Opening a gateway session', answer);
      const handle = readShape(answer.body, 'POST /sessions').string('sessionHandle');
      const path = `/${api}/sessions/${encodeURIComponent(handle)}`;
      return {
        run: async (statement, timeoutMs, config = {}) =>
          runStatement(http, clock, path, { statement, executionConfig: config }, timeoutMs),
        async close() {
          const closed = await http.request('DELETE', path);
          // A gateway that was restarted has forgotten the session: 404 or a 500 that says so.
          if (closed.status === 200 || closed.status === 404 || errorText(closed).includes('does not exist')) return;
          throw refusal('Closing a gateway session', closed);
        },
      };
    },
  };
  return gateway;
}

async function runStatement(
  http: HttpJson,
  clock: Clock,
  session: string,
  body: { readonly statement: string; readonly executionConfig: Readonly<Record<string, string>> },
  timeoutMs: number,
): Promise<StatementResult> {
  const answer = await http.request('POST', `${session}/statements`, { body });
  if (answer.status !== 200) throw refusal('The SQL gateway', answer);
  const handle = readShape(answer.body, 'POST /statements').string('operationHandle');
  const operation = `${session}/operations/${encodeURIComponent(handle)}`;
  try {
    await waitForOperation(http, clock, operation, timeoutMs);
    return await fetchAll(http, clock, operation, timeoutMs);
  } finally {
    // Frees the gateway's memory. Its failure tells nothing about the statement: the session's end frees it too.
    await http.request('DELETE', `${operation}/close`).catch(() => undefined);
  }
}

async function waitForOperation(http: HttpJson, clock: Clock, operation: string, timeoutMs: number): Promise<void> {
  const deadline = clock.monotonic() + timeoutMs;
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 1.5, SLOWEST_POLL_MS)) {
    const answer = await http.request('GET', `${operation}/status`);
    if (answer.status !== 200)
      throw operationFailure(answer.status === 404 ? notFoundKind(answer) : '', refusal('The SQL gateway', answer));
    const status = readShape(answer.body, 'GET /operations/:id/status').string('status');
    // With ERROR the cause is in the answer to the result call.
    if (status === 'FINISHED' || status === 'ERROR') return;
    if (status === 'CANCELED' || status === 'CLOSED' || status === 'TIMEOUT') {
      throw new OperatingError('ENGINE_REFUSED', `The SQL gateway ended the statement: ${status}`, { retryable: true });
    }
    if (clock.monotonic() >= deadline) {
      throw new OperatingError('ENGINE_UNREACHABLE', `The SQL gateway did not finish a statement in ${timeoutMs} ms`, {
        retryable: true,
      });
    }
    await clock.sleep(wait);
  }
}

/** A gateway that was restarted in the middle forgets sessions: doing it all again can succeed. */
function operationFailure(kind: string, error: OperatingError): OperatingError {
  if (kind !== 'operation' && !/does not exist|Can not find the submitted operation/.test(error.message)) return error;
  return new OperatingError('ENGINE_UNREACHABLE', 'The SQL gateway has forgotten the session', {
    retryable: true,
    cause: error,
  });
}

async function fetchAll(http: HttpJson, clock: Clock, operation: string, timeoutMs: number): Promise<StatementResult> {
  const deadline = clock.monotonic() + timeoutMs;
  const rows: (readonly unknown[])[] = [];
  let columns: readonly string[] = [];
  let jobId: string | undefined;
  for (let token: number | undefined = 0; token !== undefined;) {
    const answer = await http.request('GET', `${operation}/result/${token}?rowFormat=JSON`);
    if (answer.status !== 200) throw statementFailure(errorText(answer), refusal('The SQL gateway', answer));
    const page = readResultPage(answer.body);
    jobId ??= page.jobId;
    if (page.columns.length > 0) columns = page.columns;
    rows.push(...page.rows);
    if (rows.length > MOST_ROWS)
      throw new OperatingError('ENGINE_REFUSED', 'A statement gave too many rows', { retryable: false });
    if (page.kind === 'not-ready') {
      if (clock.monotonic() >= deadline) {
        throw new OperatingError('ENGINE_UNREACHABLE', 'The SQL gateway did not give a result in time', {
          retryable: true,
        });
      }
      await clock.sleep(FIRST_POLL_MS * 2);
    } else token = page.nextToken;
  }
  return { columns, rows, jobId };
}

/** A failed operation makes the result call answer 500 with the stack. A cluster out of reach is not the statement's fault. */
function statementFailure(text: string, error: OperatingError): OperatingError {
  const cause = lastCause(text);
  if (
    error.code !== 'ENGINE_REFUSED' ||
    !/Connection refused|ConnectTimeoutException|RetryTimeoutException|TimeoutException/.test(cause)
  ) {
    return error;
  }
  return new OperatingError('ENGINE_UNREACHABLE', `The SQL gateway does not reach the cluster: ${cause}`, {
    retryable: true,
    cause: error,
  });
}
