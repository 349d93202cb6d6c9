import { afterAll, beforeAll } from 'vitest';
import { type DemoServer, demoServer } from './demo-server.ts';

/** A server over the demo that all tests of a file ask. */
export interface DemoForAll {
  /** There from the first test on. */
  readonly made: DemoServer;
  /** Asks; every answer is JSON. */
  readonly get: ReturnType<typeof asking>;
}

/** Called at the top of a file: the server begins before its tests and ends after them. */
export function demoForAll(): DemoForAll {
  let made: DemoServer | undefined;
  beforeAll(async () => {
    made = await demoServer();
  }, 120_000);
  afterAll(() => made?.[Symbol.asyncDispose]());
  const there = (): DemoServer => {
    if (made === undefined) throw new Error('asked before the tests have begun');
    return made;
  };
  return {
    get made() {
      return there();
    },
    get: asking(there),
  };
}

function asking(made: () => DemoServer) {
  return async (url: string, headers: Record<string, string> = {}) => {
    const answer = await made().server.inject({ url, headers });
    return { status: answer.statusCode, body: answer.json() };
  };
}
