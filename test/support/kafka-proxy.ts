import { troubledProxy, type TroubledProxy } from './troubled-proxy.ts';

/** `api_key` of a Produce request; Kafka's protocol guide. */
const PRODUCE = 0;

/**
 * A troubled way to a cluster of one broker. A broker tells its clients where it is, and they would go there: in what it
 * answers, its port is that of the proxy.
 */
export function kafkaProxy(broker: { readonly host: string; readonly port: number }): Promise<TroubledProxy> {
  const told = addressBytes(broker.host, broker.port);
  return troubledProxy(broker, {
    rewrite(answer, port) {
      const through = addressBytes(broker.host, port);
      for (let at = answer.indexOf(told); at !== -1; at = answer.indexOf(told, at + told.length)) {
        through.copy(answer, at);
      }
      return answer;
    },
  });
}

/** Whether this begins with a request to append records; after four bytes of its length. */
export function isProduce(request: Buffer): boolean {
  return request.length > 6 && request.readInt16BE(4) === PRODUCE;
}

/** As Metadata and FindCoordinator tell of a broker: a string with its length before it, and a number of four bytes. */
function addressBytes(host: string, port: number): Buffer {
  const bytes = Buffer.alloc(2 + host.length + 4);
  bytes.writeInt16BE(host.length, 0);
  bytes.write(host, 2, 'latin1');
  bytes.writeInt32BE(port, 2 + host.length);
  return bytes;
}
