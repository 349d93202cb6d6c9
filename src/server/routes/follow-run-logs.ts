import type { FastifyInstance } from 'fastify';
import { FINAL_RUN_STATES, toOperatingError, type RunRecord } from '../../runtime/index.ts';
import { openEventStream, type EventStream } from '../plugins/event-stream.ts';
import { sharedReads } from '../plugins/shared-reads.ts';
import type { ServerContext } from '../server-context.ts';
import { findRun } from './find-run.ts';

const querystring = {
  type: 'object',
  additionalProperties: false,
  properties: { attempt: { type: 'integer', minimum: 1 } },
};

/** How soon what was printed is told; in that time all readers of a log share one look at its file. */
const LOOK_MS = 300;
/** Pieces of logs that are remembered for that; each has up to 256 KiB. */
const PIECES = 64;
const RUNS = 1_000;

/** A piece of a log, and how it is told, by the attempts that there are. */
interface Piece {
  readonly text: string;
  readonly nextOffset: number;
  readonly frames: Map<string, Uint8Array>;
}

/** Where a reader is in the logs of a run. */
interface Place {
  readonly attempt: number;
  readonly offset: number;
}

/**
 * `GET /api/v1/runs/:id/logs/stream?attempt=`: server-sent events `log` with `{ attempt, attempts, text }` as lines are printed, from
 * the beginning of that attempt, else of the last one and on to those that follow; `end` with the run's state when no more comes.
 * The id of an event is the attempt and the byte offset after it: who comes back with `Last-Event-ID` misses and repeats nothing.
 */
export function followRunLogs(server: FastifyInstance, context: ServerContext): void {
  const { clock, jobLogs } = context;
  const open = new Set<EventStream>();
  const look = async (id: string, { attempt, offset }: Place): Promise<Piece> => {
    return { ...(await jobLogs.read(id, attempt, offset)), frames: new Map() };
  };
  const read = sharedReads(clock, { forMs: LOOK_MS, remembered: PIECES }, look);
  // what was read before the end was known of may lack the end, so that the two are not shared with each other
  const readLast = sharedReads(clock, { forMs: LOOK_MS, remembered: PIECES }, look);
  const find = sharedReads(clock, { forMs: LOOK_MS, remembered: RUNS }, (id: string) => findRun(context, id));
  server.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });

  server.get<{ Params: { id: string }; Querystring: { readonly attempt?: number } }>(
    '/api/v1/runs/:id/logs/stream',
    { schema: { querystring } },
    async (request, reply) => {
      const run = await findRun(context, request.params.id);
      const { attempt } = request.query;
      const last = run.attempts.at(-1)?.number ?? 1;
      const place = placeOf(request.headers['last-event-id']) ?? { attempt: attempt ?? last, offset: 0 };
      const stream = openEventStream(request, reply, clock);
      if (stream.ended.aborted) return;
      open.add(stream);
      stream.ended.addEventListener('abort', () => open.delete(stream));
      void follow(stream, run, place, attempt !== undefined);
    },
  );

  /** @param isOnly True where the attempts that follow are not wanted. */
  async function follow(stream: EventStream, first: RunRecord, start: Place, isOnly: boolean): Promise<void> {
    let run = first;
    let { attempt, offset } = start;
    let isTold = false;
    while (!stream.ended.aborted) {
      try {
        const hasNext = run.attempts.some(({ number }) => number > attempt);
        const isLast = hasNext || FINAL_RUN_STATES.includes(run.state);
        const piece = await (isLast ? readLast : read)(run.id, { attempt, offset });
        const { text, nextOffset } = piece;
        if (text !== '' || !isTold) {
          const attempts = run.attempts.map(({ number }) => number);
          stream.write(frameOf(piece, attempt, attempts));
          await stream.drained();
        }
        isTold = true;
        offset = nextOffset;
        if (text !== '') continue;
        if (hasNext && !isOnly) {
          [attempt, offset, isTold] = [attempt + 1, 0, false];
          continue;
        }
        if (isLast) {
          stream.write(frame('end', { state: run.state }, `${attempt}:${offset}`));
          stream.finish();
          return;
        }
        await clock.sleep(LOOK_MS, stream.ended);
        if (!stream.ended.aborted) run = await find(run.id);
      } catch (thrown) {
        // a store that is away comes back; a run that is not kept any more does not
        if (!toOperatingError(thrown).retryable) return stream.end();
        await clock.sleep(LOOK_MS, stream.ended);
      }
    }
  }
}

/** Written for the first of those who get it; a hundred readers cost one. */
function frameOf({ text, nextOffset, frames }: Piece, attempt: number, attempts: readonly number[]): Uint8Array {
  const key = attempts.join();
  const known = frames.get(key) ?? Buffer.from(frame('log', { attempt, attempts, text }, `${attempt}:${nextOffset}`));
  frames.set(key, known);
  return known;
}

function placeOf(id: string | readonly string[] | undefined): Place | undefined {
  const [, attempt, offset] = /^(\d{1,9}):(\d{1,15})$/.exec(String(id ?? '')) ?? [];
  return attempt === undefined ? undefined : { attempt: Number(attempt), offset: Number(offset) };
}

function frame(event: string, data: object, id: string): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
