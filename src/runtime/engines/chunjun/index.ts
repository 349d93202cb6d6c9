import type { Engine, Random } from '../../ports/index.ts';
import { createLauncherEngine, type LauncherEngineOptions } from '../launcher/index.ts';
import { chunjunDialect } from './chunjun-command.ts';

/** What the ChunJun engine is made of. */
export interface ChunjunEngineOptions extends LauncherEngineOptions {
  readonly random: Random;
}

/** Runs ChunJun 1.16 jobs in local mode, each in a process of its own that outlives the executor. */
export function createChunjunEngine(options: ChunjunEngineOptions): Engine {
  return createLauncherEngine(chunjunDialect, options);
}
