import { say } from '../message/index.ts';
import { readSettings, type Settings, type SettingsFlags } from '../config/index.ts';
import { ConfigurationError, FailedOperation, UsageError } from './exit-code.ts';
import { existingProject } from './project-root.ts';
import type { GlobalFlags } from './terminal.ts';

/** Flags that say where the runtime is. */
export interface OperatorFlags extends GlobalFlags, SettingsFlags {}

/** The HTTP API, of a server elsewhere or of the store beside: one set of shapes for both. */
export interface OperatorApi extends AsyncDisposable {
  /** Throws what the API answers with, and LEASE-like operating errors where nothing answers. */
  get<T>(path: string): Promise<T>;
  /** As `get`, but undefined for what does not exist. */
  find<T>(path: string): Promise<T | undefined>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Settings, or the first thing that is wrong with them: exit 64 for a flag, 78 for the environment. */
export function settingsOf(flags: OperatorFlags): Settings {
  const { settings, problems } = readSettings(flags, process.env);
  const [problem] = problems;
  if (problem) {
    const Mistake = problem.origin.startsWith('--') ? UsageError : ConfigurationError;
    throw new Mistake(`${problem.origin}: ${problem.message}`, problem.help);
  }
  return settings;
}

/** With `--server` or SLUICE_SERVER that server; otherwise the store, through the same routes in this process. */
export async function openOperatorApi(flags: OperatorFlags): Promise<OperatorApi> {
  const settings = settingsOf(flags);
  const server = settings.server.value;
  if (server !== undefined)
    return apiOf(
      (path) => ask(server, path, settings.token.value),
      async () => undefined,
    );
  const { openLocalServer } = await import('./local-server.ts');
  const local = await openLocalServer(existingProject(flags), flags.env ?? 'default', settings);
  return apiOf(
    (path) => local.ask(path),
    () => local.close(),
  );
}

function apiOf(askFor: (path: string) => Promise<Answer>, close: () => Promise<void>): OperatorApi {
  const find = async <T>(path: string): Promise<T | undefined> => {
    const { status, body } = await askFor(path);
    if (status === 404) return undefined;
    if (status >= 400) throw refusal(status, body);
    return body as T; // the routes' own types; their schemas are tested against real answers
  };
  return {
    find,
    async get<T>(path: string): Promise<T> {
      const found = await find<T>(path);
      if (found === undefined)
        throw new ConfigurationError(say`there is nothing at ${path}`, say`is the server of this version?`);
      return found;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function ask(server: string, path: string, token: string | undefined): Promise<Answer> {
  if (!URL.canParse(server))
    throw new UsageError(say`\`${server}\` is no address`, say`write it as http://127.0.0.1:8470`);
  let response: Response;
  try {
    response = await fetch(new URL(path, server), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw new FailedOperation(
      say`no server answers at ${server}`,
      say`start one with \`sluice serve\`, or leave --server and SLUICE_SERVER out to read the store here`,
      error,
    );
  }
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

function refusal(status: number, body: unknown): Error {
  const error =
    typeof body === 'object' && body !== null && 'error' in body
      ? (body.error as { message?: string; help?: string })
      : {}; // schemas/error
  const message = error.message ?? `the server answers ${status}`;
  // What is asked comes from the flags of the verb, so a question that is not understood is theirs.
  return status === 400 ? new UsageError(message, error.help) : new FailedOperation(message, error.help, undefined);
}
