export { createSessionEngine, type SessionEngineOptions } from './create-session-engine.ts';
export type { SessionDialect, SessionLaunch } from './session-dialect.ts';
