import type { ChangedCursor, PipelineCursor } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';

/** How far an incremental pipeline has read (schemas/cursor.schema.json). */
export interface CursorJson {
  readonly formatVersion: string;
  readonly pipeline: string;
  readonly outcome: 'read' | 'changed' | 'unchanged';
  readonly column: string;
  readonly type: string;
  /** Null where it has none: the next run begins where the definition says it, or with all rows. */
  readonly value: string | null;
  /** Where its definition lets it begin without one. */
  readonly begins: string | null;
  /** What has set it; null where it has none. */
  readonly setBy: {
    readonly kind: 'run' | 'person';
    readonly run: string | null;
    readonly fireTime: string | null;
  } | null;
  readonly updatedAt: string | null;
  /** Runs that have begun from the position of their time, and have not ended. */
  readonly running: number;
}

/** The position of a pipeline, looked at or changed. */
export function toCursorJson(pipeline: string, found: PipelineCursor | ChangedCursor): CursorJson {
  const { cursor, column, type, begins, running } = found;
  return {
    formatVersion: FORMAT_VERSION,
    pipeline,
    outcome: 'outcome' in found ? found.outcome : 'read',
    column,
    type,
    value: cursor?.value ?? null,
    begins: begins ?? null,
    setBy:
      cursor === undefined
        ? null
        : {
            kind: cursor.runId === undefined ? 'person' : 'run',
            run: cursor.runId ?? null,
            fireTime: cursor.runId === undefined ? null : isoTime(cursor.fireTime),
          },
    updatedAt: isoTimeOrNull(cursor?.updatedAt),
    running,
  };
}
