import { syncJobDialect, type SyncJobDialect } from '../../../engine-versions/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** How the pipeline's version of FlinkX or ChunJun spells a job; the checks have let the version pass. */
export function syncDialect(context: EmitContext): SyncJobDialect {
  const { type, version } = context.pipeline.engine;
  const dialect = type === 'flinkx' || type === 'chunjun' ? syncJobDialect(type, version ?? '') : undefined;
  if (dialect === undefined) throw new Error(`no job is printed for ${type} ${version ?? ''}`);
  return dialect;
}
