import type { FastifyInstance } from 'fastify';
import { type Change, createChangeFeed } from '../plugins/change-feed.ts';
import type { ServerContext } from '../server-context.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that is this far behind is let go; it comes back and reads anew. */
const BACKLOG_BYTES = 1024 * 1024;

/**
 * `GET /api/v1/stream`: server-sent events `run`, `pipeline`, `event`, `diagnostics`, each with the JSON of
 * the thing as it is now; `reset` when a reader had better read everything anew. Ends when the server stops.
 */
export function streamChanges(server: FastifyInstance, context: ServerContext): void {
  const feed = createChangeFeed(context);
  const open = new Set<() => void>();
  server.addHook('preClose', async () => {
    for (const end of open) end();
    feed.close();
  });

  server.get('/api/v1/stream', (request, reply) => {
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (text: string): void => {
      response.write(text);
      if (response.writableLength > BACKLOG_BYTES) end();
    };
    const heartbeat = new AbortController();
    const unsubscribe = feed.subscribe((changes) => write(changes.map(frame).join('')));
    const end = (): void => {
      open.delete(end);
      heartbeat.abort();
      unsubscribe();
      response.end();
      response.destroy();
    };
    open.add(end);
    request.raw.on('close', end);
    response.on('error', end);
    write('retry: 1000\n\n');
    void beat(context, heartbeat.signal, () => write(': still here\n\n'));
  });
}

async function beat({ clock }: ServerContext, signal: AbortSignal, send: () => void): Promise<void> {
  for (;;) {
    await clock.sleep(HEARTBEAT_MS, signal);
    if (signal.aborted) return;
    send();
  }
}

/** JSON has no line breaks, so that one data line is enough. */
function frame({ kind, data }: Change): string {
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
