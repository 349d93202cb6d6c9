export { createCommandEngine, type CommandEngineOptions } from './command-engine.ts';
