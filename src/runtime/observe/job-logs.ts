import { closeSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../errors.ts';
import type { Clock, JobLogs } from '../ports/index.ts';

/** Most bytes that one `read` returns. */
const READ_LIMIT = 256 * 1024;
/** Files kept open for writing; the least recently used is closed first. */
const OPEN_LIMIT = 64;
/** What a longer line is cut to, so that one job cannot fill the disk with one line. */
const LINE_LIMIT = 64 * 1024;
/** What one attempt may print altogether; its disk is that of every other run too. */
const LOG_LIMIT = 64 * 1024 * 1024;
const SAFE_NAME = /^[A-Za-z0-9_-]+$/;

interface LogFile {
  readonly descriptor: number;
  bytes: number;
}

/**
 * What jobs print, one file per attempt under `<stateDir>/logs/<runId>/<attempt>.log` (0600), each
 * line with its UTC time, up to `limit` bytes; the last line then says so. A log that cannot be written
 * never fails the run it is about.
 */
export function createJobLogs(stateDir: string, clock: Clock, limit = LOG_LIMIT): JobLogs {
  const root = join(stateDir, 'logs');
  const files = new Map<string, LogFile>();

  const fileOf = (runId: string, attempt: number): LogFile => {
    const path = join(folderOf(root, runId), `${attempt}.log`);
    const known = files.get(path);
    if (known !== undefined) {
      files.delete(path);
      files.set(path, known);
      return known;
    }
    mkdirSync(folderOf(root, runId), { recursive: true, mode: 0o700 });
    const descriptor = openSync(path, 'a', 0o600);
    const opened = { descriptor, bytes: fstatSync(descriptor).size };
    files.set(path, opened);
    const oldest = files.entries().next().value;
    if (files.size > OPEN_LIMIT && oldest !== undefined) {
      files.delete(oldest[0]);
      closeSync(oldest[1].descriptor);
    }
    return opened;
  };

  return {
    append(runId, attempt, line) {
      const time = new Date(clock.now()).toISOString();
      const text = line
        .split(/\r?\n/)
        .map((part) => `${time} ${part.slice(0, LINE_LIMIT)}\n`)
        .join('');
      try {
        const file = fileOf(runId, attempt);
        if (file.bytes >= limit) return;
        const bytes = Buffer.from(text);
        const full = file.bytes + bytes.length >= limit;
        const last = `${time} the log is full (${limit} bytes): nothing more is kept\n`;
        writeSync(file.descriptor, full ? Buffer.from(last) : bytes);
        file.bytes = full ? limit : file.bytes + bytes.length;
      } catch (thrown) {
        if (!isSystemError(thrown)) throw thrown;
      }
    },
    async read(runId, attempt, offset) {
      const file = await openIfThere(join(folderOf(root, runId), `${attempt}.log`));
      if (file === undefined) return { text: '', nextOffset: offset };
      try {
        const buffer = Buffer.alloc(READ_LIMIT);
        const { bytesRead } = await file.read(buffer, 0, READ_LIMIT, offset);
        const end = wholeLines(buffer, bytesRead);
        return { text: buffer.toString('utf8', 0, end), nextOffset: offset + end };
      } finally {
        await file.close();
      }
    },
    async attempts(runId) {
      const names = await readdir(folderOf(root, runId)).catch(() => []);
      return names
        .filter((name) => /^\d+\.log$/.test(name))
        .map((name) => Number.parseInt(name, 10))
        .sort((left, right) => left - right);
    },
    async close() {
      for (const { descriptor } of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}

/** Refuses ids that could leave the folder: they reach this place from the network. */
function folderOf(root: string, runId: string): string {
  if (!SAFE_NAME.test(runId)) {
    throw new OperatingError('INVALID_REQUEST', 'a run id has letters, digits, `-` and `_` only', { retryable: false });
  }
  return join(root, runId);
}

/** The end of the last whole line, so that no character is cut; everything when a line fills the buffer. */
function wholeLines(buffer: Buffer, length: number): number {
  const last = buffer.subarray(0, length).lastIndexOf(0x0a);
  return last === -1 && length === buffer.length ? length : last + 1;
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    if (isSystemError(thrown) && thrown.code === 'ENOENT') return undefined;
    throw new OperatingError('FILE_UNREADABLE', 'the log of this attempt cannot be read', {
      retryable: true,
      cause: thrown,
    });
  }
}

function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'code' in thrown;
}
