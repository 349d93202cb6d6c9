import { readSettings, type Settings, type SettingsFlags } from '../config/index.ts';
import { ConfigurationError } from './exit-code.ts';
import { projectRoot } from './project-root.ts';
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

/** Settings, or exit 78 with the first thing that is wrong with them. */
export function settingsOf(flags: OperatorFlags): Settings {
  const { settings, problems } = readSettings(flags, process.env);
  const [problem] = problems;
  if (problem) throw new ConfigurationError(`${problem.origin}: ${problem.message}`, problem.help);
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
  const local = await openLocalServer(projectRoot(flags), flags.env ?? 'default', settings);
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
        throw new ConfigurationError(`there is nothing at ${path}`, 'is the server of this version?');
      return found;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function ask(server: string, path: string, token: string | undefined): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(new URL(path, server), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    const failure = new ConfigurationError(
      `no server answers at ${server}`,
      'start one with `sluice serve`, or leave --server and SLUICE_SERVER out to read the store here',
    );
    failure.cause = error;
    throw failure;
  }
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

function refusal(status: number, body: unknown): Error {
  const error =
    typeof body === 'object' && body !== null && 'error' in body
      ? (body.error as { message?: string; help?: string })
      : {}; // schemas/error
  return new ConfigurationError(error.message ?? `the server answers ${status}`, error.help);
}
