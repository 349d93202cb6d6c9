import { followLogs, type LogReader } from './follow-logs.ts';
import { askToken, knownToken } from './token.ts';
import type {
  Artefact,
  Backfill,
  Diagnostics,
  EventItem,
  HeldDeletes,
  HistoryEntry,
  Page,
  Pipeline,
  PruneWish,
  Restorable,
  Rollback,
  RollbackWish,
  Run,
  Status,
} from './api-types.ts';

/** A request that was refused or failed; the message is fit to be shown. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly help: string | null;

  constructor(status: number, message: string, help: string | null) {
    super(message);
    this.status = status;
    this.help = help;
  }
}

interface ErrorBody {
  readonly error?: { readonly message?: string; readonly help?: string | null };
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`api/v1/${path}`, init).catch(() => {
    throw new ApiError(0, 'the server does not answer', null);
  });
  if (response.ok) return response.json() as Promise<T>; // `as`: the server keeps to its published schemas
  const body = (await response.json().catch(() => ({}))) as ErrorBody; // `as`: every field of it is optional
  throw new ApiError(
    response.status,
    body.error?.message ?? `the server answered ${response.status}`,
    body.error?.help ?? null,
  );
}

/** Asks for the server's token where it wants one, until it is that or nobody has any. */
async function post<T>(path: string, body: object, more: Readonly<Record<string, string>> = {}): Promise<T> {
  for (let token = knownToken(); ;) {
    try {
      return await call(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...more,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      token = await askToken(token !== undefined);
      if (token === undefined) throw error;
    }
  }
}

/** As `post`, for what the server does once under a key: asked once more where no answer came. */
async function postOnce<T>(path: string, body: object): Promise<T> {
  const key = { 'idempotency-key': newKey() };
  try {
    return await post(path, body, key);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 0) throw error;
    return post(path, body, key);
  }
}

/** Not `randomUUID`, which browsers have only for pages of this machine and of HTTPS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

function query(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** What a list of runs is narrowed to; empty text = everything. */
export interface RunsFilter {
  readonly state: string;
  readonly pipeline: string;
}

const path = encodeURIComponent;

export const api = {
  status: (): Promise<Status> => call('status'),
  diagnostics: (): Promise<Diagnostics> => call('diagnostics'),
  runs: (filter: RunsFilter, cursor?: string): Promise<Page<Run>> =>
    call(`runs?${query({ limit: 50, ...filter, cursor })}`),
  run: (id: string): Promise<Run> => call(`runs/${path(id)}`),
  runEvents: (id: string): Promise<Page<EventItem>> => call(`runs/${path(id)}/events`),
  /** Tells what an attempt has printed and prints, until it has ended or what is given back is called. */
  followLogs(id: string, attempt: number | undefined, reader: LogReader): () => void {
    return followLogs(`api/v1/runs/${path(id)}/logs/stream?${query({ attempt })}`, reader);
  },
  events: (filter: { readonly topic: string; readonly pipeline: string }, cursor?: string): Promise<Page<EventItem>> =>
    call(`events?${query({ limit: 60, ...filter, cursor })}`),
  pipeline: (name: string): Promise<Pipeline> => call(`pipelines/${path(name)}`),
  pause: (name: string): Promise<object> => post(`pipelines/${path(name)}/pause`, {}),
  resume: (name: string): Promise<object> => post(`pipelines/${path(name)}/resume`, {}),
  /** All of them, page by page. */
  async pipelines(): Promise<readonly Pipeline[]> {
    const all: Pipeline[] = [];
    for (let cursor: string | undefined; ;) {
      const page: Page<Pipeline> = await call(`pipelines?${query({ limit: 200, cursor })}`);
      all.push(...page.items);
      if (page.nextCursor === null) return all;
      cursor = page.nextCursor;
    }
  },
  /** Also where the last due fire has succeeded: whoever asks sees that it has. */
  requestRun: (pipeline: string): Promise<Run> => postOnce(`pipelines/${path(pipeline)}/runs`, { again: true }),
  /** Also a run that has succeeded: whoever asks sees its state. */
  rerun: (id: string): Promise<Run> => postOnce(`runs/${path(id)}/rerun`, { again: true }),
  cancel: (id: string): Promise<Run> => post(`runs/${path(id)}/cancel`, {}),
  heldDeletes: (): Promise<HeldDeletes> => call('held-deletes'),
  prune: (which: PruneWish): Promise<HeldDeletes> => post('prune', which),
  restorable: (): Promise<{ readonly items: readonly Restorable[] }> => call('deleted'),
  restore: (name: string): Promise<object> => post(`pipelines/${path(name)}/restore`, {}),
  history: (name: string, cursor?: string): Promise<Page<HistoryEntry>> =>
    call(`pipelines/${path(name)}/history?${query({ limit: 30, cursor })}`),
  rollBack: (name: string, wish: RollbackWish): Promise<Rollback> => post(`pipelines/${path(name)}/rollback`, wish),
  artefact: (digest: string): Promise<{ readonly artefact: Artefact }> => call(`artefacts/${path(digest)}`),
  /** The newest. */
  backfills: (): Promise<Page<Backfill>> => call(`backfills?${query({ limit: 50 })}`),
  changeBackfill: (id: string, verb: 'pause' | 'resume' | 'cancel'): Promise<Backfill> =>
    post(`backfills/${path(id)}/${verb}`, {}),
};
