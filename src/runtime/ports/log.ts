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
  /**
   * Lines from `offset` bytes on of all that the attempt has printed, and where to go on; empty when there is nothing yet. In place
   * of what is not kept any more there is one line that says how much it was.
   */
  read(runId: string, attempt: number, offset: number): Promise<{ readonly text: string; readonly nextOffset: number }>;
  attempts(runId: string): Promise<readonly number[]>;
  /** Bytes that were written since it was made. */
  readonly appended: number;
  close(): Promise<void>;
}
