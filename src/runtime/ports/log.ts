/** Structured log of the process. Fields never hold secrets. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  child(fields: Readonly<Record<string, unknown>>): Log;
}

/** What jobs print, kept per attempt. */
export interface JobLogs {
  append(runId: string, attempt: number, line: string): void;
  /** Lines from `offset` bytes on, and where to go on; empty when there is nothing yet. */
  read(runId: string, attempt: number, offset: number): Promise<{ readonly text: string; readonly nextOffset: number }>;
  attempts(runId: string): Promise<readonly number[]>;
  close(): Promise<void>;
}
