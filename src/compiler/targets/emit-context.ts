import type { Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';

/** What an emitter may know besides the node that it prints, and where it reports what it cannot print. */
export interface EmitContext {
  readonly pipeline: PipelineNode;
  /** False where a plugin refuses `setting.restore`, so that a job must not ask for it. */
  readonly restores?: boolean;
  report(diagnostic: Diagnostic): void;
  /** Told of each column for which the job takes its type from the schema snapshot. */
  takeTableType?(side: 'source' | 'sink', column: string): void;
}
