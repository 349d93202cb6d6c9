import {
  AUDIT_TOPIC,
  type DeploymentKey,
  type EventRecord,
  type EventType,
  type RunReason,
  type Store,
} from './ports/index.ts';

/** What can become of a deployment, as people say it. */
export const HISTORY_KINDS = [
  'deployed',
  'rolled-back',
  'unpinned',
  'renamed',
  'deleted',
  'restored',
  'healed',
  'paused',
  'resumed',
] as const;
/** One of {@link HISTORY_KINDS}. */
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** Something that became of a deployment. */
export interface HistoryEntry {
  /** UTC milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
  /** Of the deployment then. */
  readonly generation: number;
  /** Of its artefact since then; undefined where it stayed what it was. */
  readonly digest: string | undefined;
  readonly revision: string | undefined;
  readonly actor: string;
  readonly reason: RunReason;
  /** In a person's words. */
  readonly why: string | undefined;
  /** Of a rollback: the generation whose version was put back. */
  readonly toGeneration: number | undefined;
  /** The name that it had before, or goes on under. */
  readonly otherName: string | undefined;
}

/** A part of a history, and where it goes on. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly nextCursor: string | undefined;
}

/** Which events are of a history. What was only found of a deployment, as drift and a held delete, did not change it. */
const KIND_OF: Readonly<Partial<Record<EventType, HistoryKind>>> = {
  'deployment.created': 'deployed',
  'deployment.updated': 'deployed',
  'deployment.suspended': 'deployed',
  'deployment.resumed': 'deployed',
  'deployment.rolled-back': 'rolled-back',
  'deployment.unpinned': 'unpinned',
  'deployment.moved': 'renamed',
  'deployment.deleted': 'deleted',
  'deployment.restored': 'restored',
  'drift.healed': 'healed',
  'deployment.paused': 'paused',
  'deployment.unpaused': 'resumed',
};
/** With it a name begins anew. */
const PURGED: EventType = 'deployment.purged';
const TYPES: readonly string[] = [...Object.keys(KIND_OF), PURGED];

/**
 * What became of the deployment of a name since it was last taken off the record, the newest first. Read from the audit in the
 * store, which keeps it for ever. Throws INVALID_REQUEST for a foreign cursor, and what the store throws.
 */
export async function deploymentHistory(
  store: Pick<Store, 'listEvents'>,
  { project, environment, pipeline }: DeploymentKey,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<HistoryPage> {
  const events = await store.listEvents({ project, environment, pipeline, topic: AUDIT_TOPIC, types: TYPES, ...page });
  const begin = events.items.findIndex(({ type }) => type === PURGED);
  const own = begin < 0 ? events.items : events.items.slice(0, begin);
  return { entries: own.flatMap(entryOf), nextCursor: begin < 0 ? events.nextCursor : undefined };
}

function entryOf({ type, at, data }: EventRecord): readonly HistoryEntry[] {
  const kind = KIND_OF[type as EventType]; // a newer version's type has no kind
  const generation = numberIn(data, 'generation');
  if (kind === undefined || generation === undefined) return [];
  const reason = data['reason'] as RunReason | undefined; // written by this store alone, as every event
  return [
    {
      at,
      kind,
      generation,
      digest: textIn(data, 'digest'),
      revision: textIn(data, 'revision'),
      actor: textIn(data, 'actor') ?? '',
      reason: { code: reason?.code ?? '', message: reason?.message ?? '' },
      why: textIn(data, 'why'),
      toGeneration: kind === 'rolled-back' ? numberIn(data, 'toGeneration') : undefined,
      otherName: textIn(data, 'movedFrom') ?? textIn(data, 'movedTo'),
    },
  ];
}

function textIn(data: EventRecord['data'], name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
}

function numberIn(data: EventRecord['data'], name: string): number | undefined {
  const value = data[name];
  return typeof value === 'number' ? value : undefined;
}
