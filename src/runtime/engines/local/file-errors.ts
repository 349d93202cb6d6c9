import { OperatingError } from '../../errors.ts';

/** Turns an error of the file system into an operating error that names the file. */
export function fileError(thrown: unknown, path: string, doing: 'read' | 'write'): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const code = systemCode(thrown);
  const details = { retryable: false, cause: thrown };
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperatingError('DISK_FULL', `no space is left to write ${path}; nothing of it was kept`, {
      ...details,
      help: 'make room there, then run it again',
    });
  }
  if (doing === 'read')
    return new OperatingError('FILE_UNREADABLE', `cannot read ${path}: ${words(code, thrown)}`, details);
  return new OperatingError('JOB_FAILED', `cannot write ${path}: ${words(code, thrown)}`, details);
}

/** `ENOENT` and the like; undefined when it is not an error of the system. */
export function systemCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

function words(code: string | undefined, thrown: unknown): string {
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EROFS') return 'the file system is read-only';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a part of the path is not a folder';
  return thrown instanceof Error ? thrown.message : String(thrown);
}
