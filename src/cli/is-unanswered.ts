/** As Node's fetch names them: refused, no such name, no way there, or nobody who took the connection in time. */
const UNANSWERED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** True of an error of fetch where no connection was made, so that nothing can have been done. */
export function isUnanswered(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  if (UNANSWERED.has(cause.code)) return true;
  // The system has given up a connection: one that was to be made (alone, or one of several addresses), or one that stood.
  const isConnecting = cause instanceof AggregateError || ('syscall' in cause && cause.syscall === 'connect');
  return cause.code === 'ETIMEDOUT' && isConnecting;
}
