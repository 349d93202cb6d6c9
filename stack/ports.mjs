import { createServer } from 'node:net';

const listen = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

/**
 * `count` different loopback ports that were free a moment ago. All are held open together, so that they differ;
 * another process can still take one between this call and its use: callers retry on `PortTakenError`.
 */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** A service could not bind its port because another process took it first. */
export class PortTakenError extends Error {}

/** Runs `attempt` again, with new ports, as long as it fails with `PortTakenError` (five times at most). */
export async function withFreePorts(count, attempt) {
  for (let left = 5; ; left -= 1) {
    try {
      return await attempt(...(await freePorts(count)));
    } catch (error) {
      if (!(error instanceof PortTakenError) || left <= 1) throw error;
    }
  }
}
