import { OperatingError } from '../../errors.ts';

/** A failure of the file system under the engine's work folder: DISK_FULL or FILE_UNREADABLE. */
export function diskError(path: string, thrown: unknown): OperatingError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperatingError('DISK_FULL', `No space is left for the job files in ${path}`, {
      retryable: true,
      help: 'Free space, or set another work folder.',
      cause: thrown,
    });
  }
  return new OperatingError('FILE_UNREADABLE', `The job folder ${path} cannot be used (${code})`, {
    retryable: code === 'EMFILE' || code === 'EIO' || code === 'EBUSY',
    help: "Check that the folder belongs to the executor's user.",
    cause: thrown,
  });
}
