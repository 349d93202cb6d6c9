import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatCount, formatDuration } from '../format.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { BackfillMark } from '../parts/state-mark.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { ClockTime } from '../parts/time.tsx';
import { api } from '../state/api.ts';
import type { Backfill } from '../state/api-types.ts';
import { generation, notify } from '../state/facts.ts';

/** How far they are is read again this often while somebody looks. */
const REFRESH_MS = 3_000;

/** Ranges of fires of the past, the newest first, with how far each is. */
export function BackfillsView(): JSX.Element {
  const [items, setItems] = useState<readonly Backfill[] | undefined>(undefined);
  const read = (): void => {
    api.backfills().then(
      (page) => setItems(page.items),
      (thrown: unknown) => notify({ kind: 'failed', text: `The backfills cannot be read: ${String(thrown)}` }),
    );
  };
  useEffect(() => {
    read();
    const timer = setInterval(read, REFRESH_MS);
    return () => clearInterval(timer);
  }, [generation.value]);
  const change = async (id: string, verb: 'pause' | 'resume' | 'cancel'): Promise<void> => {
    await api
      .changeBackfill(id, verb)
      .then(read, (thrown: unknown) => notify({ kind: 'failed', text: String(thrown) }));
  };
  return (
    <>
      <div class="bar-line">
        <h1>Backfills</h1>
      </div>
      {items === undefined ? (
        <Loading />
      ) : items.length === 0 ? (
        <Empty title="No backfill yet">
          <p>
            <code>sluice backfill PIPELINE --bizdate A..B</code> runs fires of the past.
          </p>
        </Empty>
      ) : (
        <div class="panel">
          <table class="table backfills">
            <thead>
              <tr>
                <th>State</th>
                <th>Pipeline</th>
                <th>From</th>
                <th>To</th>
                <th>Progress</th>
                <th>Why</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <BackfillRow key={item.id} item={item} change={(verb) => change(item.id, verb)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface BackfillRowProps {
  readonly item: Backfill;
  readonly change: (verb: 'pause' | 'resume' | 'cancel') => Promise<void>;
}

function BackfillRow({ item, change }: BackfillRowProps): JSX.Element {
  const { runs, state } = item;
  const over = runs.succeeded + runs.failed;
  const describe = `the backfill of ${item.pipeline}`;
  const isGoing = state === 'waiting' || state === 'running';
  return (
    <tr>
      <td>
        <BackfillMark state={state} />
      </td>
      <td class="grow">
        <span class="name">{item.pipeline}</span>
        {item.name !== null && <span class="tag">{item.name}</span>}
      </td>
      <td>{item.from === null ? item.cursor?.after : <ClockTime at={item.from} />}</td>
      <td>{item.to === null ? item.cursor?.until : <ClockTime at={item.to} />}</td>
      <td>
        <progress value={over} max={Math.max(1, runs.total)} aria-label={`Progress of ${describe}`} />{' '}
        {formatCount(over)} of {formatCount(runs.total)}
        {runs.failed > 0 && `, ${formatCount(runs.failed)} failed`}
        {item.remainingMs !== null && isGoing && `, ${formatDuration(item.remainingMs)} left`}
      </td>
      <td class="quiet">{item.reason?.message ?? item.waitsFor?.message ?? item.why ?? ''}</td>
      <td>
        {isGoing && <SureButton label="Pause" question="Pause?" describe={describe} act={() => change('pause')} />}
        {(state === 'paused' || state === 'failed') && (
          <SureButton label="Resume" question="Resume?" describe={describe} act={() => change('resume')} />
        )}
        {(isGoing || state === 'paused') && (
          <SureButton label="Cancel" question="Cancel?" describe={describe} act={() => change('cancel')} />
        )}
      </td>
    </tr>
  );
}
