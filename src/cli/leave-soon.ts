/** How long what is left of drivers may take to end by itself. */
const GRACE_MS = 500;

/**
 * Ends the process soon, with the exit code that it has by then, whatever still waits in it: a driver's
 * timer or a socket to a server that is gone (mysql2 keeps a query's timer for a minute when its
 * connection dies) must not keep a daemon that has stopped. Without any of that it ends at once.
 */
export function leaveSoon(): void {
  setTimeout(() => process.exit(), GRACE_MS).unref();
}
