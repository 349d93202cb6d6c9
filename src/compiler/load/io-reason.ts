import { say, type Message } from '../../message/index.ts';

const REASONS: Readonly<Record<string, Message>> = {
  EACCES: say`permission denied`,
  EPERM: say`permission denied`,
  ENOENT: say`it does not exist`,
  ELOOP: say`the link leads to itself`,
  EISDIR: say`it is a folder`,
  EMFILE: say`too many files are open`,
  ERR_FS_FILE_TOO_LARGE: say`it is too large`,
};

/** Why the file system refused, in words, without a path of this machine. */
export function ioReason(error: unknown): Message {
  if (!(error instanceof Error && 'code' in error)) return say`unknown error`;
  const code = String(error.code);
  return REASONS[code] ?? say`${code}`;
}
