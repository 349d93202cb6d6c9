import type { Deployment, HeldDeleteSet, SourceStatus } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';

/** Deletes that wait for a person, and what one has just let go (schemas/prune.schema.json). */
export interface HeldDeletesJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  /** Of the names in `items`; a yes is to one set. */
  readonly digest: string;
  readonly items: readonly {
    readonly pipeline: string;
    readonly reason: { readonly code: string; readonly message: string };
    readonly since: string;
  }[];
  readonly pruned: readonly string[];
}

/** What is held, in that shape. */
export function toHeldDeletesJson({ digest, items }: HeldDeleteSet, pruned: readonly string[] = []): HeldDeletesJson {
  return {
    formatVersion: FORMAT_VERSION,
    digest,
    items: items.map(({ pipeline, reason: code, message, since }) => ({
      pipeline,
      reason: { code, message },
      since: isoTime(since),
    })),
    pruned,
  };
}

/** Deleted pipelines that can be restored (schemas/restorable.schema.json). */
export interface RestorableJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly items: readonly {
    readonly pipeline: string;
    readonly deletedAt: string;
    /** Null where it is not known how long the project keeps them. */
    readonly restorableUntil: string | null;
    readonly revision: string;
  }[];
}

/** Deleted deployments, in that shape. */
export function toRestorableJson(deleted: readonly Deployment[], source: SourceStatus | undefined): RestorableJson {
  const windowMs = source?.restoreWindowMs;
  return {
    formatVersion: FORMAT_VERSION,
    items: deleted.map(({ pipeline, appliedAt, revision }) => ({
      pipeline,
      deletedAt: isoTime(appliedAt),
      restorableUntil: isoTimeOrNull(windowMs === undefined ? undefined : appliedAt + windowMs),
      revision,
    })),
  };
}
