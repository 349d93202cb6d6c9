import type { Engine, Random } from '../../ports/index.ts';
import { engineByMode } from '../engine-by-mode.ts';
import { createLauncherEngine, type LauncherEngineOptions } from '../launcher/index.ts';
import { createSessionEngine, type SessionEngineOptions } from '../sync-session/index.ts';
import { flinkxDialect } from './flinkx-command.ts';
import { flinkxSession } from './flinkx-session.ts';

/** What the FlinkX engine is made of. */
export interface FlinkxEngineOptions extends LauncherEngineOptions, SessionEngineOptions {
  readonly random: Random;
}

/**
 * Runs FlinkX 1.11 jobs: in local mode each in a process of its own that outlives the executor, in mode `session` on
 * a Flink cluster. The end is judged by the counters and the exception as well as by exit code or state.
 */
export function createFlinkxEngine(options: FlinkxEngineOptions): Engine {
  return engineByMode(createLauncherEngine(flinkxDialect, options), createSessionEngine(flinkxSession, options));
}
