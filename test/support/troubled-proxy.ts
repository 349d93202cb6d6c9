import { connect, type Socket } from 'node:net';
import { standIn, type CuttingProxy } from './cutting-proxy.ts';

/** What becomes of a request: sent on; never sent; or sent on, and its answer is lost with the connection. */
export type Passage = 'pass' | 'cut before' | 'cut after';

/** A port that leads to a server over a network that a test troubles as it likes. */
export interface TroubledProxy extends CuttingProxy {
  /** How long each piece is on its way, in either direction; 0 at first. */
  delayMs: number;
  /** Decides on each piece of a request. */
  passage: (request: Buffer) => Passage;
  /** From now on nothing arrives over the connections that are open, and neither end is told. New ones are sound. */
  cutCable(): void;
  /** Connections made so far. */
  connections(): number;
}

/** A proxy before `target` that lets everything pass until it is told otherwise. */
export async function troubledProxy(target: { readonly host: string; readonly port: number }): Promise<TroubledProxy> {
  const state: Pick<TroubledProxy, 'delayMs' | 'passage'> = { delayMs: 0, passage: () => 'pass' };
  let generation = 0;
  let connections = 0;
  const proxy = await standIn((client) => {
    connections += 1;
    const of = generation;
    const server = connect(target);
    let answersAreLost = false;
    const cut = (): void => {
      client.destroy();
      server.destroy();
    };
    const later = (to: Socket, data: Buffer): void => {
      const send = (): void => {
        if (of === generation && !to.destroyed) to.write(data);
      };
      // In order: timers of one length run in the order in which they were set.
      if (state.delayMs === 0) send();
      else setTimeout(send, state.delayMs);
    };
    client.on('data', (data) => {
      const passage = state.passage(data);
      if (passage === 'cut before') return cut();
      answersAreLost ||= passage === 'cut after';
      later(server, data);
    });
    server.on('data', (data) => (answersAreLost ? cut() : later(client, data)));
    const end = (): void => {
      if (of === generation) cut();
    };
    client.on('close', cut);
    server.on('error', end).on('close', end);
  });
  return Object.assign(state, {
    port: proxy.port,
    connections: () => connections,
    cutCable: () => void (generation += 1),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  });
}
