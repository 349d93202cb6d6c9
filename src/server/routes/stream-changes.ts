import type { FastifyInstance } from 'fastify';
import { type Change, createChangeFeed } from '../plugins/change-feed.ts';
import { openEventStream, type EventStream } from '../plugins/event-stream.ts';
import type { ServerContext } from '../server-context.ts';

/** A reader that is this far behind is let go; it comes back and reads anew. */
const BACKLOG_BYTES = 1024 * 1024;

/**
 * `GET /api/v1/stream`: server-sent events `run`, `pipeline`, `event`, `diagnostics`, each with the JSON of
 * the thing as it is now; `reset` when a reader had better read everything anew. Ends when the server stops.
 */
export function streamChanges(server: FastifyInstance, context: ServerContext): void {
  const feed = createChangeFeed(context);
  const open = new Set<EventStream>();
  server.addHook('preClose', async () => {
    for (const stream of open) stream.end();
    feed.close();
  });

  server.get('/api/v1/stream', (request, reply) => {
    const stream = openEventStream(request, reply, context.clock);
    if (stream.ended.aborted) return;
    const unsubscribe = feed.subscribe((changes) => {
      stream.write(changes.map(frame).join(''));
      if (stream.backlog > BACKLOG_BYTES) stream.end();
    });
    open.add(stream);
    stream.ended.addEventListener('abort', () => {
      open.delete(stream);
      unsubscribe();
    });
  });
}

/** JSON has no line breaks, so that one data line is enough. */
function frame({ kind, data }: Change): string {
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
