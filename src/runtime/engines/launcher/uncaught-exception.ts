/**
 * The uncaught exception of a launcher's main thread, with its stack: the only sign of failure that
 * FlinkX 1.11 and ChunJun 1.16 are sure to give, on stderr. FlinkX 1.11 may hang for ever after it.
 *
 * @returns undefined when stderr holds none.
 */
export function uncaughtException(stderr: string): string | undefined {
  const at = stderr.lastIndexOf('Exception in thread "main" ');
  return at === -1 ? undefined : stderr.slice(at + 'Exception in thread "main" '.length);
}
