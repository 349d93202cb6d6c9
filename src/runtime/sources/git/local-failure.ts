import type { GitOutput } from '../../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../../errors.ts';

/** What git says of a disk on which there is no room. */
const NO_ROOM = /No space left on device|Disk quota exceeded|unable to write .*file/i;
/** What it says where this user may not write, or the disk takes nothing. */
const NO_RIGHT =
  /insufficient permission for adding an object|Read-only file system|(?:unable to create|cannot open|could not open|cannot mkdir|unable to append|could not create).*: Permission denied/i;

/** What git could not do in the state folder, which has nothing to do with the remote; undefined where it does not say so. */
export function localCause({ stderr }: Pick<GitOutput, 'stderr'>): OperatingError | undefined {
  if (NO_ROOM.test(stderr)) return diskFull();
  return NO_RIGHT.test(stderr) ? notWritable(lastLine(stderr)) : undefined;
}

/** Why git failed at something for which no remote is asked. */
export function localFailure(output: GitOutput): OperatingError {
  if (output.stopped === 'no-git') return noGit();
  const cause = localCause(output);
  if (cause !== undefined) return cause;
  return new OperatingError(
    'SOURCE_UNREADABLE',
    output.stopped === undefined
      ? `git failed in the state folder: ${lastLine(output.stderr)}`
      : 'git did not end in the state folder',
    { retryable: true, help: 'see that the disk of the state folder (SLUICE_STATE_DIR) answers; it is tried again' },
  );
}

/** What a folder or a file of the state folder refused. */
export function folderFailure(thrown: unknown): OperatingError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(thrown);
  return REFUSED.has(code) && thrown instanceof Error ? notWritable(thrown.message, thrown) : toOperatingError(thrown);
}

const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO']);

/** The line on which git says what it was, without its own mark. */
export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const said = lines.find((line) => line.startsWith('fatal: ')) ?? lines.at(-1) ?? 'git said nothing';
  return said.replace(/^(?:fatal|error): /, '');
}

function diskFull(cause?: unknown): OperatingError {
  return new OperatingError('DISK_FULL', 'there is no room for the repository', {
    retryable: true,
    cause,
    help: 'make room in the state folder (SLUICE_STATE_DIR)',
  });
}

function notWritable(said: string, cause?: unknown): OperatingError {
  return new OperatingError('SOURCE_UNREADABLE', `the repository cannot be put into the state folder: ${said}`, {
    retryable: true,
    cause,
    help: 'let the user of this process write there, or name another folder (SLUICE_STATE_DIR)',
  });
}

/** Git itself is missing. */
export function noGit(): OperatingError {
  return new OperatingError('SOURCE_UNREADABLE', '`git` is not on the PATH', {
    retryable: true,
    help: 'install git: the source `git` fetches with it',
  });
}
