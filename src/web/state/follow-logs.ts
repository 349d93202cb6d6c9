import type { Logs } from './api-types.ts';

/** Who reads the log of a run while it is printed. */
export interface LogReader {
  /** What was heard before is told again from here on. */
  begin(): void;
  hear(more: Logs): void;
  /** No more comes. */
  end(): void;
}

/** How soon a server that refused to answer is asked again; a broken connection comes back by itself, where it was. */
const AGAIN_MS = 3_000;

/** Tells what the stream at an address sends, until it has ended or what is given back is called. */
export function followLogs(address: string, reader: LogReader): () => void {
  let stream: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const listen = (): void => {
    reader.begin();
    stream = new EventSource(address);
    stream.addEventListener('log', (message) => reader.hear(JSON.parse(message.data) as Logs)); // `as`: the server keeps to it
    stream.addEventListener('end', () => {
      stream.close();
      reader.end();
    });
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) again = setTimeout(listen, AGAIN_MS);
    });
  };
  listen();
  return () => {
    clearTimeout(again);
    stream.close();
  };
}
