import type { Connector } from './connector.ts';

export type { Connector } from './connector.ts';

/** Every connector by name, loaded when a pipeline names it. A new one is a folder and a line here. */
export const CONNECTORS: Readonly<Record<string, () => Promise<Connector>>> = {
  file: async () => (await import('./file/index.ts')).connector,
  mysql: async () => (await import('./mysql/index.ts')).connector,
  sqlite: async () => (await import('./sqlite/index.ts')).connector,
  stream: async () => (await import('./stream/index.ts')).connector,
};
