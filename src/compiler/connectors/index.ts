import type { Connector } from './connector.ts';

export type { Connector } from './connector.ts';

/** Every connector by name, loaded when a pipeline names it. A new one is a folder and a line here. */
export const CONNECTORS: Readonly<Record<string, () => Promise<Connector>>> = {};
