import { pino, type DestinationStream, type Logger } from 'pino';
import type { Log } from '../ports/index.ts';
import { formatLogLine } from './format-log-line.ts';

/** The least important level that is written; `silent` writes nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** How the process log is written. */
export interface PinoLogOptions {
  readonly level: LogLevel;
  /** One readable line per record instead of JSON; default: when standard error is a terminal. */
  readonly human?: boolean;
  /** Where lines go; default standard error. */
  readonly write?: (line: string) => void;
}

/** The process log on standard error, so that standard output stays for what a command answers. */
export function createPinoLog(options: PinoLogOptions): Log {
  const human = options.human ?? process.stderr.isTTY === true;
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const destination: DestinationStream = { write: (line) => write(human ? formatLogLine(line) : line) };
  const logger = pino(
    {
      level: options.level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
  return wrap(logger);
}

function wrap(logger: Logger): Log {
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
    child: (fields) => wrap(logger.child(fields)),
  };
}
