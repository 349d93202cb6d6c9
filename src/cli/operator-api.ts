import { say } from '../message/index.ts';
import { readSettings, type Settings, type SettingsFlags } from '../config/index.ts';
import { ConfigurationError, FailedOperation, UsageError } from './exit-code.ts';
import { askUntilAnswered, type Insistence } from './ask-until-answered.ts';
import { isUnanswered } from './is-unanswered.ts';
import { existingProject } from './project-root.ts';
import { LostAnswer, NoServer, type Answer } from './server-answer.ts';
import type { GlobalFlags } from './terminal.ts';

/** Flags that say where the runtime is. */
export interface OperatorFlags extends GlobalFlags, SettingsFlags {}

/** The HTTP API, of a server elsewhere or of the store beside: one set of shapes for both. */
export interface OperatorApi extends AsyncDisposable {
  /** Throws what the API answers with, and LEASE-like operating errors where nothing answers. */
  get<T>(path: string): Promise<T>;
  /** As `get`, but undefined for what does not exist. */
  find<T>(path: string): Promise<T | undefined>;
  /** Asks for something to be done. Throws as `get`, a {@link RefusedRequest} where the API says why not. */
  post<T>(path: string, document: object): Promise<T>;
  /**
   * As `post`, for what the server does once under a key: asked again under it where no answer came, or the server says that it cannot
   * just now.
   */
  postOnce<T>(path: string, document: object, key: string): Promise<T>;
}

/** What the API answered in place of doing what it was asked. */
export class RefusedRequest extends FailedOperation {
  readonly status: number;
  /** Of the runtime's closed list; empty where the answer names none. */
  readonly code: string;
  readonly body: unknown;

  constructor(message: string, help: string | undefined, status: number, code: string, body: unknown) {
    super(message, help);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** A question to the API; a document makes it one that changes something. */
export interface ApiRequest {
  readonly path: string;
  readonly document?: object;
  /** Under which the server does it once. */
  readonly key?: string;
}

/** Settings, or the first thing that is wrong with them: exit 64 for a flag, 78 for the environment. */
export function settingsOf(flags: OperatorFlags, environment = process.env): Settings {
  const { settings, problems } = readSettings(flags, environment);
  const [problem] = problems;
  if (problem) {
    const Mistake = problem.origin.startsWith('--') ? UsageError : ConfigurationError;
    throw new Mistake(`${problem.origin}: ${problem.message}`, problem.help);
  }
  return settings;
}

/**
 * With `--server` or SLUICE_SERVER that server; otherwise the store, through the same routes in this process.
 *
 * @param insistence Its signal ends all waiting for a server, as if that had gone.
 */
export async function openOperatorApi(flags: OperatorFlags, insistence: Insistence = {}): Promise<OperatorApi> {
  const settings = settingsOf(flags);
  const server = settings.server.value;
  if (server !== undefined)
    return apiOf(
      (request) => ask(server, request, settings.token.value, insistence.signal),
      async () => undefined,
      insistence,
    );
  const { openLocalServer } = await import('./local-server.ts');
  const local = await openLocalServer(existingProject(flags), flags.env ?? 'default', settings);
  return apiOf(
    (request) => local.ask(request),
    () => local.close(),
    insistence,
  );
}

function apiOf(
  askFor: (request: ApiRequest) => Promise<Answer>,
  close: () => Promise<void>,
  insistence: Insistence,
): OperatorApi {
  const find = async <T>(path: string): Promise<T | undefined> => {
    const { status, body } = await askFor({ path });
    if (status === 404) return undefined;
    if (status >= 400) throw refusal(status, body);
    return body as T; // the routes' own types; their schemas are tested against real answers
  };
  const post = async <T>(ask: () => Promise<Answer>): Promise<T> => {
    const { status, body } = await ask();
    if (status >= 400) throw refusal(status, body);
    return body as T; // as in `find`
  };
  return {
    find,
    async get<T>(path: string): Promise<T> {
      const found = await find<T>(path);
      if (found === undefined)
        throw new ConfigurationError(say`there is nothing at ${path}`, say`is the server of this version?`);
      return found;
    },
    post: (path, document) => post(() => askFor({ path, document })),
    postOnce: (path, document, key) => post(() => askUntilAnswered(() => askFor({ path, document, key }), insistence)),
    [Symbol.asyncDispose]: close,
  };
}

/** How long an answer is waited for: a look is quick, ten thousand pipelines are not deployed at once. */
const LOOK_MS = 30_000;
const CHANGE_MS = 600_000;

async function ask(
  server: string,
  { path, document, key }: ApiRequest,
  token: string | undefined,
  stop: AbortSignal | undefined,
): Promise<Answer> {
  if (!URL.canParse(server))
    throw new UsageError(say`\`${server}\` is no address`, say`write it as http://127.0.0.1:8470`);
  // What can be asked once more is not waited for as long.
  const late = AbortSignal.timeout(document === undefined || key !== undefined ? LOOK_MS : CHANGE_MS);
  try {
    const response = await fetch(new URL(path, server), {
      ...(document === undefined ? {} : { method: 'POST', body: JSON.stringify(document) }),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(document === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      signal: stop === undefined ? late : AbortSignal.any([late, stop]),
    });
    return { status: response.status, body: await bodyOf(response) };
  } catch (error) {
    if (document !== undefined && !isUnanswered(error))
      throw new LostAnswer(
        say`the answer of ${server} did not come: what was asked for may be done, or not`,
        say`ask for it once more: what is done already is not done again`,
        error,
      );
    throw new NoServer(
      say`no server answers at ${server}`,
      say`start one with \`sluice serve\`, or leave --server and SLUICE_SERVER out to read the store here`,
      error,
    );
  }
}

/** Throws where a success cannot be read to its end: nobody knows what it said. A refusal that says nothing has its status. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (response.ok) throw error;
    return undefined;
  }
}

function refusal(status: number, body: unknown): Error {
  const error =
    typeof body === 'object' && body !== null && 'error' in body
      ? (body.error as { code?: string; message?: string; help?: string | null })
      : {}; // schemas/error
  const message = error.message ?? `the server answers ${status}`;
  // What is asked comes from the flags of the verb, so a question that is not understood is theirs.
  const help = error.help ?? undefined;
  return status === 400
    ? new UsageError(message, help)
    : new RefusedRequest(message, help, status, error.code ?? '', body);
}
