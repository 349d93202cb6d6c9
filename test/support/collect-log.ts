import type { Log } from '../../src/runtime/ports/index.ts';

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log that keeps what it is told, for a test to look at. */
export function collectLog(): { readonly log: Log; readonly entries: readonly LogEntry[] } {
  const entries: LogEntry[] = [];
  const make = (bound: Readonly<Record<string, unknown>>): Log => {
    const write = (level: LogEntry['level']) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
      entries.push({ level, message, fields: { ...bound, ...fields } });
    };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => make({ ...bound, ...fields }),
    };
  };
  return { log: make({}), entries };
}
