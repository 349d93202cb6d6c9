import type { Engine, Random } from '../../ports/index.ts';
import { createLauncherEngine, type LauncherEngineOptions } from '../launcher/index.ts';
import { flinkxDialect } from './flinkx-command.ts';

/** What the FlinkX engine is made of. */
export interface FlinkxEngineOptions extends LauncherEngineOptions {
  readonly random: Random;
}

/**
 * Runs FlinkX 1.11 jobs in local mode, each in a process of its own that outlives the executor.
 * The end is judged by result table and uncaught exception as well as by the exit code.
 */
export function createFlinkxEngine(options: FlinkxEngineOptions): Engine {
  return createLauncherEngine(flinkxDialect, options);
}
