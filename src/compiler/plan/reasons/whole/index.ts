import type { Reason } from '../../reason.ts';
import { baseNotCompiled } from './base-not-compiled.ts';
import { pipelineAdded } from './pipeline-added.ts';
import { pipelineMoved } from './pipeline-moved.ts';
import { pipelineRemoved } from './pipeline-removed.ts';

/** Pipelines that come, go and get another name. */
export const WHOLE: readonly Reason[] = [pipelineRemoved, pipelineMoved, pipelineAdded, baseNotCompiled];
