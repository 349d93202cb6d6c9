import type { FastifyInstance } from 'fastify';
import { portProblem } from './port-problem.ts';

/** Where the server listens. */
export interface ListenOptions {
  /** Only this machine by default: there are no accounts yet. */
  readonly host?: string;
  /** 0 = a free one. */
  readonly port: number;
}

/** Listens, and returns the address for a browser. Throws as {@link portProblem} says. */
export async function startServer(server: FastifyInstance, options: ListenOptions): Promise<string> {
  const { host = '127.0.0.1', port } = options;
  try {
    return await server.listen({ host, port });
  } catch (thrown) {
    throw portProblem(thrown, host, port);
  }
}
