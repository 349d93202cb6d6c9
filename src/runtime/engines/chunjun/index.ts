import type { Engine, Random } from '../../ports/index.ts';
import { engineByMode } from '../engine-by-mode.ts';
import { createLauncherEngine, type LauncherEngineOptions } from '../launcher/index.ts';
import { createSessionEngine, type SessionEngineOptions } from '../sync-session/index.ts';
import { chunjunDialect } from './chunjun-command.ts';
import { chunjunSession } from './chunjun-session.ts';

/** What the ChunJun engine is made of. */
export interface ChunjunEngineOptions extends LauncherEngineOptions, SessionEngineOptions {
  readonly random: Random;
}

/**
 * Runs ChunJun jobs: in local mode (1.12, 1.16) each in a process of its own that outlives the executor, in mode
 * `session` (1.16) on a Flink cluster.
 */
export function createChunjunEngine(options: ChunjunEngineOptions): Engine {
  return engineByMode(createLauncherEngine(chunjunDialect, options), createSessionEngine(chunjunSession, options));
}
