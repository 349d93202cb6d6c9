import { createServer } from 'node:net';

/** A loopback port that was free a moment ago; whoever uses it retries when another process was quicker. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('a TCP server has an address'));
        else resolve(address.port);
      });
    });
  });
}
