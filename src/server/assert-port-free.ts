import { createServer } from 'node:net';
import { portProblem } from './port-problem.ts';
import type { ListenOptions } from './start-server.ts';

/**
 * Throws PORT_IN_USE, PORT_NOT_ALLOWED or ADDRESS_NOT_HERE when nobody could listen there now. Asked before the runtime starts, so that a
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
