import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../errors.ts';
import type { Clock, JobLogs } from '../ports/index.ts';
import { logLimits, readPieceName } from './attempt-log-files.ts';
import { readAttemptLog } from './attempt-log-reader.ts';
import { AttemptLogWriter, type LinesWritten } from './attempt-log-writer.ts';

/** Attempts of which is known where their logs end; of others the folder is asked. */
const KNOWN_LIMIT = 256;
/** What a longer line is cut to, so that one job cannot fill the disk with one line. */
const LINE_LIMIT = 64 * 1024;
/** What is kept of one attempt; its disk is that of every other run too. */
const LOG_LIMIT = 64 * 1024 * 1024;
const SAFE_NAME = /^[A-Za-z0-9_-]+$/;

export interface JobLogsOptions {
  /** Bytes that are kept of one attempt; default 64 MiB. */
  readonly limit?: number;
  /** Told when lines cannot be kept, once for each attempt until some can again. */
  readonly onLost?: (lost: LostLines) => void;
}

/** Lines that could not be written. */
export interface LostLines {
  readonly run: string;
  readonly attempt: number;
  /** Of the system: `ENOSPC`. */
  readonly code: string;
}

/** What is to be written of one attempt. */
interface Pending {
  readonly run: string;
  readonly attempt: number;
  readonly lines: string[];
}

/**
 * What jobs print, under `<stateDir>/logs/<runId>` (files 0600), each line with its UTC time. Of an attempt that prints more than
 * `limit` bytes the beginning and the end are kept, and who reads is told how much was left out between. A log that cannot be
 * written never fails the run it is about: it says itself how many lines are missing when there is room again.
 */
export function createJobLogs(
  stateDir: string,
  clock: Clock,
  { limit = LOG_LIMIT, onLost }: JobLogsOptions = {},
): JobLogs {
  const root = join(stateDir, 'logs');
  const limits = logLimits(limit);
  const writers = new Map<string, AttemptLogWriter>();
  const lost = new Map<string, { lines: number; code: string }>();
  let pending = new Map<string, Pending>();
  let appended = 0;

  const writerOf = (key: string, { run, attempt }: Pending): AttemptLogWriter => {
    const writer = writers.get(key) ?? new AttemptLogWriter(folderOf(root, run), attempt, limits);
    writers.delete(key);
    writers.set(key, writer);
    const [oldest] = writers.keys();
    if (writers.size > KNOWN_LIMIT && oldest !== undefined) writers.delete(oldest);
    return writer;
  };

  const writeLines = (key: string, waiting: Pending, lines: Buffer): LinesWritten => {
    try {
      return writerOf(key, waiting).write(lines);
    } catch (thrown) {
      return { bytes: 0, thrown };
    }
  };

  const write = (key: string, waiting: Pending): void => {
    const missing = lost.get(key);
    const told = missing === undefined ? [] : [missingLine(clock, missing)];
    const lines = [...told, ...waiting.lines];
    const { bytes, thrown } = writeLines(key, waiting, Buffer.from(lines.join('')));
    appended += bytes;
    if (thrown === undefined) {
      lost.delete(key);
      return;
    }
    if (!isSystemError(thrown)) throw thrown;
    // how far it came is in the file
    writers.delete(key);
    const { run, attempt } = waiting;
    const code = thrown.code ?? '';
    if (missing === undefined) onLost?.({ run, attempt, code });
    const left = lines.length - wholeLines(lines, bytes);
    // while it is not told what was missing before, that is missing still
    const isTold = left <= waiting.lines.length;
    lost.set(key, { lines: isTold ? left : waiting.lines.length + (missing?.lines ?? 0), code });
  };

  /** What was printed in one go is written in one go, before anybody does anything else. */
  const flush = (): void => {
    const all = pending;
    pending = new Map();
    for (const [key, waiting] of all) write(key, waiting);
  };

  return {
    append(run, attempt, line) {
      // of a run that cannot be one nothing is kept back until later
      folderOf(root, run);
      const time = new Date(clock.now()).toISOString();
      const key = `${run}/${attempt}`;
      if (pending.size === 0) queueMicrotask(flush);
      const waiting = pending.get(key) ?? { run, attempt, lines: [] };
      pending.set(key, waiting);
      for (const part of line.split(/\r?\n/)) waiting.lines.push(`${time} ${part.slice(0, LINE_LIMIT)}\n`);
    },
    async read(runId, attempt, offset) {
      const folder = folderOf(root, runId);
      flush();
      return readAttemptLog(folder, attempt, offset);
    },
    async attempts(runId) {
      const folder = folderOf(root, runId);
      flush();
      const names = await readdir(folder).catch(() => []);
      const numbers = names.flatMap((name) => readPieceName(name)?.attempt ?? []);
      return [...new Set(numbers)].sort((left, right) => left - right);
    },
    get appended() {
      return appended;
    },
    async close() {
      flush();
    },
  };
}

/** How many of the lines are wholly within so many bytes. */
function wholeLines(lines: readonly string[], bytes: number): number {
  let end = 0;
  const cut = lines.findIndex((line) => (end += Buffer.byteLength(line)) > bytes);
  return cut < 0 ? lines.length : cut;
}

function missingLine(clock: Clock, { lines, code }: { readonly lines: number; readonly code: string }): string {
  const count = lines === 1 ? '1 line is' : `${lines} lines are`;
  return `${new Date(clock.now()).toISOString()} ${count} missing here: the disk did not take them (${code})\n`;
}

/** Refuses ids that could leave the folder: they reach this place from the network. */
function folderOf(root: string, runId: string): string {
  if (!SAFE_NAME.test(runId)) {
    throw new OperatingError('INVALID_REQUEST', 'a run id has letters, digits, `-` and `_` only', { retryable: false });
  }
  return join(root, runId);
}

function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'code' in thrown;
}
