export { assertPortFree } from './assert-port-free.ts';
export { buildServer } from './build-server.ts';
export { type ErrorJson } from './error-answer.ts';
export type { RunRequest, RuntimeStatus, ServerActions, ServerOptions } from './server-context.ts';
export { type ListenOptions, startServer } from './start-server.ts';
export * from './views/index.ts';
