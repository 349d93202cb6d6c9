import type { FastifyInstance } from 'fastify';
import { OperatingError, toOperatingError } from '../runtime/index.ts';

/** Where the server listens. */
export interface ListenOptions {
  /** Only this machine by default: there are no accounts yet. */
  readonly host?: string;
  /** 0 = a free one. */
  readonly port: number;
}

/** Listens, and returns the address for a browser. Throws PORT_IN_USE. */
export async function startServer(server: FastifyInstance, options: ListenOptions): Promise<string> {
  const { host = '127.0.0.1', port } = options;
  try {
    return await server.listen({ host, port });
  } catch (thrown) {
    throw portProblem(thrown, host, port);
  }
}

/** What a failure to listen means to the one who chose the port. */
export function portProblem(thrown: unknown, host: string, port: number): OperatingError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return toOperatingError(thrown);
  const why = code === 'EACCES' ? 'may not be used by this user' : 'is in use';
  return new OperatingError('PORT_IN_USE', `port ${port} of ${host} ${why}`, {
    retryable: false,
    help: 'stop what listens there, or choose another port with --port (0 takes a free one)',
    cause: thrown,
  });
}
