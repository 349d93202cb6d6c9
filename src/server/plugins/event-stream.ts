import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../runtime/index.ts';

const HEARTBEAT_MS = 15_000;

/** An answer of server-sent events that is under way. */
export interface EventStream {
  /** Aborted when the reader is gone, maybe already before, or the stream was ended. */
  readonly ended: AbortSignal;
  /** @param text As it is, or as the bytes of UTF-8. */
  write(text: string | Uint8Array): void;
  /** Resolves when what was written is on its way, or the stream has ended: a reader that is slow is waited for. */
  drained(): Promise<void>;
  /** Bytes that the reader has not taken yet. */
  readonly backlog: number;
  /** Ends it once all that was written is on its way. */
  finish(): void;
  /** Ends it at once, also with a reader that takes nothing. */
  end(): void;
}

/** Answers with server-sent events, and with a sign of life now and then; the reader comes back a second after a broken connection. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply, clock: Clock): EventStream {
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const over = new AbortController();
  const finish = (): void => {
    over.abort();
    response.end();
  };
  const end = (): void => {
    finish();
    response.destroy();
  };
  request.raw.on('close', end);
  response.on('error', end);
  // one who left while the answer was prepared tells of it no more
  if (request.raw.socket.destroyed) end();
  else response.write('retry: 1000\n\n');
  void beat(clock, over.signal, () => response.write(': still here\n\n'));
  return {
    ended: over.signal,
    write: (text) => void (over.signal.aborted || response.write(text)),
    async drained() {
      if (over.signal.aborted || !response.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          response.off('drain', go);
          over.signal.removeEventListener('abort', go);
          resolve();
        };
        response.once('drain', go);
        over.signal.addEventListener('abort', go);
      });
    },
    get backlog() {
      return response.writableLength;
    },
    finish,
    end,
  };
}

async function beat(clock: Clock, signal: AbortSignal, send: () => void): Promise<void> {
  for (;;) {
    await clock.sleep(HEARTBEAT_MS, signal);
    if (signal.aborted) return;
    send();
  }
}
