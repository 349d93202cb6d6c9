import type { DoneRollback, PlannedRollback, Version } from '../../runtime/index.ts';
import { FORMAT_VERSION } from './format-version.ts';

/** A version that a pipeline has, or had. */
export interface VersionJson {
  /** Null where no event says which it was. */
  readonly generation: number | null;
  readonly digest: string;
  readonly revision: string;
}

/** What a rollback would do, or has done (schemas/rollback.schema.json). */
export interface RollbackJson {
  readonly formatVersion: string;
  readonly pipeline: string;
  readonly outcome: 'planned' | 'rolled-back' | 'undone';
  readonly from: VersionJson;
  readonly to: VersionJson;
  /** Of the deployment since then; null where nothing was done. */
  readonly generation: number | null;
  /** Whether it is held to that version; null where nothing was done. */
  readonly pinned: boolean | null;
}

/** The answer to a rollback that is only asked about, or was done. */
export function toRollbackJson(pipeline: string, rollback: PlannedRollback | DoneRollback): RollbackJson {
  const done = 'outcome' in rollback ? rollback : undefined;
  return {
    formatVersion: FORMAT_VERSION,
    pipeline,
    outcome: done?.outcome ?? 'planned',
    from: toVersionJson(rollback.from),
    to: toVersionJson(rollback.to),
    generation: done?.deployment.generation ?? null,
    pinned: done?.isPinned ?? null,
  };
}

function toVersionJson({ generation, digest, revision }: Version): VersionJson {
  return { generation: generation ?? null, digest, revision };
}
