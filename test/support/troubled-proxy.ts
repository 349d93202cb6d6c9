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
  /** Ends every connection that is open, in the middle of whatever it carries; both ends are told. */
  cut(): void;
  /** Connections made so far. */
  connections(): number;
}

export interface TroubledProxyOptions {
  /** Changes each piece of an answer on its way, and nothing of its length; default: nothing. */
  readonly rewrite?: (answer: Buffer, port: number) => Buffer;
}

/** A proxy before `target` that lets everything pass until it is told otherwise. */
export async function troubledProxy(
  target: { readonly host: string; readonly port: number },
  { rewrite = (answer) => answer }: TroubledProxyOptions = {},
): Promise<TroubledProxy> {
  const state: Pick<TroubledProxy, 'delayMs' | 'passage'> = { delayMs: 0, passage: () => 'pass' };
  const open = new Set<() => void>();
  let generation = 0;
  let connections = 0;
  const proxy = await standIn((client) => {
    connections += 1;
    const of = generation;
    const server = connect(target);
    let answersAreLost = false;
    const cut = (): void => {
      open.delete(cut);
      client.destroy();
      server.destroy();
    };
    open.add(cut);
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
    server.on('data', (data) => (answersAreLost ? cut() : later(client, rewrite(data, proxy.port))));
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
    cut: () => open.forEach((one) => one()),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  });
}
