import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { keyOf, mergedHistory } from '../merged-history.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { Message } from '../parts/message.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { ClockTime } from '../parts/time.tsx';
import { VersionChanges } from '../parts/version-changes.tsx';
import { api } from '../state/api.ts';
import type { HistoryEntry, Page, Pipeline } from '../state/api-types.ts';
import { rollBack } from '../state/deeds.ts';
import { generation, newEvent, notify, pipelines } from '../state/facts.ts';
import { hrefOf } from '../state/route.ts';

const KINDS: Readonly<Record<string, string>> = {
  deployed: 'Deployed',
  'rolled-back': 'Rolled back',
  unpinned: 'Held no more',
  renamed: 'Renamed',
  deleted: 'Deleted',
  restored: 'Restored',
  healed: 'Put right',
  paused: 'Paused',
  resumed: 'Resumed',
};

/** What became of a pipeline, the newest first: who, when, of which revision, and what changed; with the way back to a version of before. */
export function HistoryView({ name }: { readonly name: string }): JSX.Element {
  const [page, setPage] = useState<Page<HistoryEntry> | undefined>(undefined);
  const [why, setWhy] = useState('');
  const told = useRef('');
  const event = newEvent.value;
  if (event?.pipeline === name && isOfHistory(event.type)) told.current = event.id;
  useEffect(() => {
    api.history(name).then((first) => setPage((known) => mergedHistory(known, first)), failed);
  }, [name, generation.value, told.current]);
  const pipeline = pipelines.value?.find((one) => one.name === name);
  // what it was written for is done
  useEffect(() => setWhy(''), [pipeline?.generation]);
  const more = (cursor: string): void => {
    api
      .history(name, cursor)
      .then(
        (next) => setPage((known) => known && { items: [...known.items, ...next.items], nextCursor: next.nextCursor }),
        failed,
      );
  };
  const cursor = page?.nextCursor;
  return (
    <>
      <div class="bar-line">
        <h1>
          History of <span class="name">{name}</span>
        </h1>
        <a href={hrefOf('runs', { pipeline: name })}>Runs</a>
        <a href={hrefOf('events', { pipeline: name })}>Events</a>
        {pipeline !== undefined && (
          <input
            type="text"
            class="search"
            placeholder="Why it is rolled back"
            aria-label={`Reason for a rollback of ${name}`}
            value={why}
            onInput={(written) => setWhy(written.currentTarget.value)}
          />
        )}
      </div>
      {pipeline?.sync.reason === 'PINNED' && <PinNote pipeline={pipeline} why={why} />}
      {page === undefined ? (
        <Loading />
      ) : page.items.length === 0 ? (
        <Empty title="Nothing is on record of it." />
      ) : (
        <HistoryTable entries={page.items} pipeline={pipeline} why={why} />
      )}
      {cursor != null && (
        <button type="button" class="button more" onClick={() => more(cursor)}>
          Show older versions
        </button>
      )}
    </>
  );
}

/** What became of the deployment; its runs, which are most of what is told, are not of it. */
const isOfHistory = (type: string): boolean => type.startsWith('deployment.') || type === 'drift.healed';

const failed = (thrown: unknown): void =>
  notify({ kind: 'failed', text: `The history cannot be read: ${String(thrown)}` });

/** That a person holds it to a version of before, and how that ends. */
function PinNote({
  pipeline: { name, sync, generation: from },
  why,
}: {
  readonly pipeline: Pipeline;
  readonly why: string;
}): JSX.Element {
  return (
    <p class="source-note" role="status">
      <Message text={sync.message ?? 'A person has rolled it back'} />{' '}
      <SureButton
        label="End the rollback"
        question="Deploy what is refused?"
        describe={`of ${name}`}
        act={() => rollBack(name, { undo: true, from, ...reasonOf(why) })}
      />
    </p>
  );
}

interface HistoryTableProps {
  readonly entries: readonly HistoryEntry[];
  /** Undefined where it is deleted: then there is nothing to go back from. */
  readonly pipeline: Pipeline | undefined;
  /** What a person has written of why it is rolled back. */
  readonly why: string;
}

function HistoryTable({ entries, pipeline, why }: HistoryTableProps): JSX.Element {
  // of each version the newest mention is the way back to it
  const offered = new Map<string, HistoryEntry>();
  for (const entry of entries)
    if (entry.digest !== null && entry.digest !== pipeline?.artefactDigest && !offered.has(entry.digest))
      offered.set(entry.digest, entry);
  return (
    <div class="panel">
      <table class="table history">
        <thead>
          <tr>
            <th>When</th>
            <th>What</th>
            <th>Generation</th>
            <th>Revision</th>
            <th>Who</th>
            <th>Why</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <EntryRow
              key={keyOf(entry)}
              entry={entry}
              before={entries.slice(index + 1).find(({ digest }) => digest !== null)?.digest ?? undefined}
              pipeline={pipeline}
              why={why}
              isOffered={pipeline !== undefined && entry.digest !== null && offered.get(entry.digest) === entry}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EntryRowProps {
  readonly entry: HistoryEntry;
  /** Digest of the version before; undefined where none is shown. */
  readonly before: string | undefined;
  readonly pipeline: Pipeline | undefined;
  /** What a person has written of why it is rolled back. */
  readonly why: string;
  readonly isOffered: boolean;
}

function EntryRow({ entry, before, pipeline, why: written, isOffered }: EntryRowProps): JSX.Element {
  const { at, kind, generation: number, digest, revision, actor, reason, why, toGeneration, otherName } = entry;
  return (
    <tr>
      <td>
        <ClockTime at={at} />
      </td>
      <td class="wrap">
        {KINDS[kind] ?? kind}
        {toGeneration !== null && ` to ${toGeneration}`}
        {otherName !== null && ` (${otherName})`}
        {digest !== null && before !== undefined && digest !== before && (
          <VersionChanges before={before} after={digest} describe={`in generation ${number}`} />
        )}
      </td>
      <td class="number">
        {number}
        {number === pipeline?.generation && <span class="tag">now</span>}
      </td>
      <td>
        <code class="clip" title={revision ?? undefined}>
          {revision ?? '–'}
        </code>
      </td>
      <td>{actor}</td>
      <td class="wrap quiet">{why ?? <Message text={reason.message} />}</td>
      <td class="right">
        {isOffered && pipeline !== undefined && (
          <SureButton
            label="Roll back"
            question={`Back to ${number}?`}
            describe={`to generation ${number}`}
            act={() => rollBack(pipeline.name, { to: number, from: pipeline.generation, ...reasonOf(written) })}
          />
        )}
      </td>
    </tr>
  );
}

/** As a wish has it: nothing where nothing is written. */
function reasonOf(written: string): { readonly reason?: string } {
  const reason = written.trim();
  return reason === '' ? {} : { reason };
}
