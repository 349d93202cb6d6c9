import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Empty, Loading } from '../parts/empty.tsx';
import { Message } from '../parts/message.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { RelativeTime } from '../parts/time.tsx';
import { api } from '../state/api.ts';
import type { HeldDeletes, Restorable } from '../state/api-types.ts';
import { prune, restore } from '../state/deeds.ts';
import { generation, newEvent, notify, pipelines } from '../state/facts.ts';

interface Shown {
  readonly held: HeldDeletes;
  readonly restorable: readonly Restorable[];
}

/** What is gone from the files: deletes that wait for a yes, and what is deleted and can be brought back. */
export function DeletedView(): JSX.Element {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const told = newEvent.value?.type.startsWith('deployment.') === true ? newEvent.value.id : '';
  useEffect(() => {
    Promise.all([api.heldDeletes(), api.restorable()]).then(
      ([held, { items }]) => setShown({ held, restorable: items }),
      (thrown: unknown) => notify({ kind: 'failed', text: `What is deleted cannot be read: ${String(thrown)}` }),
    );
  }, [generation.value, told]);
  if (shown === undefined) return <Loading />;
  return (
    <>
      <HeldPanel held={shown.held} />
      <RestorablePanel items={shown.restorable} />
    </>
  );
}

function HeldPanel({ held: { digest, items } }: { readonly held: HeldDeletes }): JSX.Element {
  const restored = (pipelines.value ?? []).filter(({ sync }) => sync.reason === 'RESTORED');
  return (
    <section aria-labelledby="held">
      <div class="bar-line">
        <h1 id="held">Waits for a yes</h1>
        {items.length > 1 && (
          <SureButton
            label={`Delete all ${items.length}`}
            question={`Delete ${items.length}?`}
            describe="that wait"
            act={() => prune({ digest }, 'What waits')}
          />
        )}
      </div>
      {items.length + restored.length === 0 ? (
        <Empty title="Nothing waits for a yes.">
          <p>A pipeline that is gone from the files waits here where the policies of the project say so.</p>
        </Empty>
      ) : (
        <div class="panel">
          <table class="table gone">
            <thead>
              <tr>
                <th>Pipeline</th>
                <th>Since</th>
                <th>Why</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {items.map(({ pipeline, reason, since }) => (
                <HeldRow key={pipeline} pipeline={pipeline} why={reason.message} since={since} />
              ))}
              {restored.map(({ name, sync }) => (
                <HeldRow key={name} pipeline={name} why={sync.message ?? ''} since={null} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface HeldRowProps {
  readonly pipeline: string;
  readonly why: string;
  readonly since: string | null;
}

function HeldRow({ pipeline, why, since }: HeldRowProps): JSX.Element {
  return (
    <tr>
      <td>
        <HistoryLink pipeline={pipeline} />
      </td>
      <td>{since === null ? 'restored' : <RelativeTime at={since} />}</td>
      <td class="wrap quiet">
        <Message text={why} />
      </td>
      <td class="right">
        <SureButton
          label="Delete"
          question="Delete it?"
          describe={pipeline}
          act={() => prune({ pipelines: [pipeline] }, pipeline)}
        />
      </td>
    </tr>
  );
}

function RestorablePanel({ items }: { readonly items: readonly Restorable[] }): JSX.Element {
  return (
    <section aria-labelledby="restorable">
      <div class="bar-line">
        <h2 id="restorable">Can be restored</h2>
      </div>
      {items.length === 0 ? (
        <Empty title="Nothing that is deleted can be restored." />
      ) : (
        <div class="panel">
          <table class="table gone">
            <thead>
              <tr>
                <th>Pipeline</th>
                <th>Deleted</th>
                <th>Can be restored until</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {items.map(({ pipeline, deletedAt, restorableUntil }) => (
                <tr key={pipeline}>
                  <td>
                    <HistoryLink pipeline={pipeline} />
                  </td>
                  <td>
                    <RelativeTime at={deletedAt} />
                  </td>
                  <td class="wrap quiet">{restorableUntil !== null && <RelativeTime at={restorableUntil} />}</td>
                  <td class="right">
                    <SureButton
                      label="Restore"
                      question="Restore it?"
                      describe={pipeline}
                      act={() => restore(pipeline)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function HistoryLink({ pipeline }: { readonly pipeline: string }): JSX.Element {
  return (
    <a class="name" href={`#/history/${encodeURIComponent(pipeline)}`} title="Its history">
      {pipeline}
    </a>
  );
}
