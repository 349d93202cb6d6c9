import { createServer } from 'node:net';
import type { ListenOptions } from './start-server.ts';
import { portProblem } from './start-server.ts';

/**
 * Throws PORT_IN_USE when nobody could listen there now. Asked before the runtime starts, so that a
 * process that cannot serve claims no run first.
 */
export async function assertPortFree(options: ListenOptions): Promise<void> {
  const { host = '127.0.0.1', port } = options;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portProblem(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
