import { OperatingError, toOperatingError } from '../runtime/index.ts';
import type { OperatingErrorCode } from '../runtime/index.ts';
import { FORMAT_VERSION } from './views/index.ts';

/** Body of every answer that is not a success. */
export interface ErrorJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly error: {
    readonly code: OperatingErrorCode;
    readonly message: string;
    readonly help: string | null;
    readonly run?: string;
  };
}

/** Codes that are not this server's own failure. */
const STATUS: Partial<Record<OperatingErrorCode, number>> = {
  NOT_FOUND: 404,
  INVALID_REQUEST: 400,
  REQUEST_REUSED: 422,
  PLAN_INVALID: 422,
  PLAN_OUTDATED: 409,
  SOURCE_IS_FOLDER: 409,
  STORE_CONFLICT: 409,
  STORE_UNREACHABLE: 503,
  STORE_REFUSED: 503,
  STORE_LOCKED: 503,
  STORE_FULL: 503,
  BUS_UNREACHABLE: 503,
  LEASE_UNREACHABLE: 503,
  LEASE_REFUSED: 503,
};

/** The status and the body for anything thrown while a request is answered. */
export function errorAnswer(thrown: unknown): { readonly status: number; readonly body: ErrorJson } {
  const status = clientErrorStatus(thrown);
  if (status !== undefined && thrown instanceof Error) return { status, body: body('INVALID_REQUEST', thrown.message) };
  const error = toOperatingError(thrown);
  // What is unforeseen may name anything; the log has it, the network does not.
  const message =
    error.code === 'INTERNAL' ? 'something unforeseen happened; the log of the server has it' : error.message;
  return {
    status: STATUS[error.code] ?? 500,
    body: withRun(body(error.code, message, error.help), error.fields['run']),
  };
}

export function notFound(message: string, help?: string): OperatingError {
  return new OperatingError(
    'NOT_FOUND',
    message,
    help === undefined ? { retryable: false } : { retryable: false, help },
  );
}

export function body(code: OperatingErrorCode, message: string, help?: string): ErrorJson {
  return { formatVersion: FORMAT_VERSION, error: { code, message, help: help ?? null } };
}

function withRun(answer: ErrorJson, run: unknown): ErrorJson {
  return typeof run === 'string' ? { ...answer, error: { ...answer.error, run } } : answer;
}

/** Fastify's own refusals (a wrong query, a body that is too large, not JSON) carry their status. */
function clientErrorStatus(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined;
  const { statusCode } = thrown;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
