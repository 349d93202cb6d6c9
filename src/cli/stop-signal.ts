/** Aborted by the first Ctrl-C or SIGTERM of this process; the next one ends it. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return stop.signal;
}
