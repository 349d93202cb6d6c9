/** Every way an operation of the runtime can fail. Closed: a new failure gets a new code. */
export const OPERATING_ERROR_CODES = [
  'STORE_UNREACHABLE',
  'STORE_REFUSED',
  'STORE_UNSUPPORTED',
  'STORE_CONFLICT',
  'STORE_FENCED',
  'STORE_LOCKED',
  'STORE_FULL',
  'LEASE_UNREACHABLE',
  'LEASE_REFUSED',
  'BUS_UNREACHABLE',
  'BUS_REFUSED',
  'ENGINE_UNREACHABLE',
  'ENGINE_REFUSED',
  'ENGINE_LOST_JOB',
  'ENGINE_FAILED',
  'ENGINE_MISCONFIGURED',
  'SECRET_MISSING',
  'SECRET_REFUSED',
  'SOURCE_UNREADABLE',
  'SOURCE_UNREACHABLE',
  'SOURCE_DENIED',
  'SOURCE_REF_MISSING',
  'SOURCE_IS_FOLDER',
  'PROJECT_RENAMED',
  'PLAN_INVALID',
  'PLAN_OUTDATED',
  'JOB_FAILED',
  'JOB_CANCELLED',
  'JOB_TIMED_OUT',
  'JOB_NOT_STARTED',
  'ROWS_REFUSED',
  'FILE_UNREADABLE',
  'DISK_FULL',
  'AUTHORITIES_UNREADABLE',
  'PORT_IN_USE',
  'PORT_NOT_ALLOWED',
  'ADDRESS_NOT_HERE',
  'NOT_FOUND',
  'INVALID_REQUEST',
  'REQUEST_REUSED',
  'NOT_ALLOWED',
  'INTERNAL',
] as const;

/** A code of the closed list {@link OPERATING_ERROR_CODES}. */
export type OperatingErrorCode = (typeof OPERATING_ERROR_CODES)[number];

/** What an operating error says beside its code and message. */
export interface OperatingErrorDetails {
  /** Whether doing the same again later can succeed. Never guessed from a message's text. */
  readonly retryable: boolean;
  /** What a person should do, one sentence. */
  readonly help?: string;
  readonly cause?: unknown;
  /** Names and numbers for logs; never a secret. */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
}

/** The one error class of the runtime. Users' mistakes are diagnostics, not errors. */
export class OperatingError extends Error {
  override readonly name = 'OperatingError';
  readonly code: OperatingErrorCode;
  readonly retryable: boolean;
  readonly help: string | undefined;
  readonly fields: Readonly<Record<string, string | number | boolean>>;

  constructor(code: OperatingErrorCode, message: string, details: OperatingErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryable = details.retryable;
    this.help = details.help;
    this.fields = details.fields ?? {};
  }
}

/** Wraps anything thrown; an {@link OperatingError} passes as it is. */
export function toOperatingError(thrown: unknown): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new OperatingError('INTERNAL', message, { retryable: false, cause: thrown });
}
