import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A port that leads to a server and cuts the connection after so many bytes of answers, as a server that is killed. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
}

export async function cuttingProxy(
  target: { readonly host: string; readonly port: number },
  bytes: number,
): Promise<CuttingProxy> {
  return await standIn((client) => {
    const server = connect(target);
    let left = bytes;
    const cut = (): void => {
      client.destroy();
      server.destroy();
    };
    client.on('data', (data) => server.write(data)).on('close', cut);
    server.on('data', (data) => {
      client.write(data.subarray(0, left));
      left -= data.length;
      if (left <= 0) client.end(cut);
    });
    server.on('error', cut).on('close', cut);
    if (bytes === 0) cut();
  });
}

/** A server on a free port that does with each connection what it is told. */
export async function standIn(serve: (client: Socket) => void): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy()).on('close', () => open.delete(client));
    serve(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // it listens on TCP
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
