import type { HistoryEntry, HistoryKind, HistoryPage } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime } from './format-version.ts';

/** Something that became of a pipeline. */
export interface HistoryEntryJson {
  readonly at: string;
  readonly kind: HistoryKind;
  readonly generation: number;
  /** Of its artefact; null where it stayed what it was. */
  readonly digest: string | null;
  readonly revision: string | null;
  readonly actor: string;
  readonly reason: { readonly code: string; readonly message: string };
  /** In a person's words. */
  readonly why: string | null;
  /** Of a rollback: the generation whose version was put back. */
  readonly toGeneration: number | null;
  /** The name that it had before, or goes on under. */
  readonly otherName: string | null;
}

/** A history, the newest first (schemas/history.schema.json). */
export interface HistoryJson {
  readonly formatVersion: string;
  readonly pipeline: string;
  readonly items: readonly HistoryEntryJson[];
  readonly nextCursor: string | null;
}

/** A page of what became of a pipeline. */
export function toHistoryJson(pipeline: string, { entries, nextCursor }: HistoryPage): HistoryJson {
  return { formatVersion: FORMAT_VERSION, pipeline, items: entries.map(toEntryJson), nextCursor: nextCursor ?? null };
}

function toEntryJson(entry: HistoryEntry): HistoryEntryJson {
  const { kind, generation, actor, reason } = entry;
  return {
    at: isoTime(entry.at),
    kind,
    generation,
    digest: entry.digest ?? null,
    revision: entry.revision ?? null,
    actor,
    reason: { code: reason.code, message: reason.message },
    why: entry.why ?? null,
    toGeneration: entry.toGeneration ?? null,
    otherName: entry.otherName ?? null,
  };
}
