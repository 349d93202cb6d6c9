import { createReadStream } from 'node:fs';
import type { FoundEvent } from '../audit/index.ts';
import { OperatingError } from '../errors.ts';

/**
 * What stands in a file of JSON lines, a line in memory at a time. Where somebody writes the file, a last line without its end
 * is one that is being written, and is left out. Throws NOT_FOUND or FILE_UNREADABLE.
 */
export async function* readJsonLines(path: string, isWritten: boolean): AsyncGenerator<FoundEvent> {
  let [number, rest] = [0, ''];
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        number++;
        if (line.trim() !== '') yield { place: `${path}:${number}`, value: parse(line) };
      }
    }
  } catch (thrown) {
    throw fileFailure(thrown, path);
  }
  if (rest.trim() !== '' && !isWritten) yield { place: `${path}:${number + 1}`, value: parse(rest) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // a line that somebody has edited is told of by its place
    return undefined;
  }
}

function fileFailure(thrown: unknown, path: string): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  if (code === 'ENOENT')
    return new OperatingError('NOT_FOUND', `there are no events in ${path}: the file is not there`, {
      retryable: false,
      help: 'name the file, or the folder of the daemon whose events they are with --state-dir',
      cause: thrown,
    });
  return new OperatingError('FILE_UNREADABLE', `the events in ${path} cannot be read (${code})`, {
    retryable: false,
    help: 'give this user the right to read it',
    cause: thrown,
  });
}
