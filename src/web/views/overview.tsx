import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Empty, Loading } from '../parts/empty.tsx';
import { SourceBanner, SourceNote } from '../parts/source-banner.tsx';
import { HeldNote } from '../parts/held-note.tsx';
import { HealthMark } from '../parts/state-mark.tsx';
import type { Health, Pipeline } from '../state/api-types.ts';
import { diagnostics, pipelines } from '../state/facts.ts';
import { PipelineRow } from './pipeline-row.tsx';

/** What needs a look comes first. */
const ORDER: readonly Health[] = ['Degraded', 'Missing', 'Progressing', 'Healthy', 'Unknown', 'Suspended'];

export function Overview(): JSX.Element {
  const [words, setWords] = useState('');
  const [health, setHealth] = useState<Health | undefined>(undefined);
  const all = pipelines.value;
  const shown = (all ?? []).filter(
    (one) => matches(one, words) && (health === undefined || one.health.status === health),
  );
  return (
    <>
      <SourceBanner />
      <SourceNote />
      <HeldNote />
      <div class="bar-line">
        <h1>Pipelines</h1>
        <HealthFilter all={all ?? []} chosen={health} choose={setHealth} />
        <SearchBox words={words} search={setWords} />
      </div>
      {all === undefined ? <Loading /> : all.length === 0 ? <NoPipelines /> : <PipelineList items={shown} />}
    </>
  );
}

function PipelineList({ items }: { readonly items: readonly Pipeline[] }): JSX.Element {
  if (items.length === 0)
    return <Empty title="No pipeline matches.">Clear the search, or choose another health.</Empty>;
  const sorted = items.toSorted((a, b) => ORDER.indexOf(a.health.status) - ORDER.indexOf(b.health.status));
  return (
    <div class="panel pipelines" role="table" aria-label="Pipelines">
      <div class="pipeline head" role="row">
        <span role="columnheader">Pipeline</span>
        <span role="columnheader">Schedule</span>
        <span role="columnheader">Health</span>
        <span role="columnheader">Last 20 runs</span>
        <span role="columnheader" class="right">
          Last run
        </span>
        <span role="columnheader" class="right" aria-label="Actions" />
      </div>
      {sorted.map((pipeline) => (
        <PipelineRow key={pipeline.name} pipeline={pipeline} />
      ))}
    </div>
  );
}

interface HealthFilterProps {
  readonly all: readonly Pipeline[];
  readonly chosen: Health | undefined;
  readonly choose: (health: Health | undefined) => void;
}

function HealthFilter({ all, chosen, choose }: HealthFilterProps): JSX.Element {
  const counts = ORDER.map((health) => ({ health, count: all.filter((one) => one.health.status === health).length }));
  return (
    <div class="chips" role="group" aria-label="Filter by health">
      <button type="button" class="chip" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        All <b>{all.length}</b>
      </button>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ health, count }) => (
          <button
            key={health}
            type="button"
            class="chip"
            aria-pressed={chosen === health}
            onClick={() => choose(chosen === health ? undefined : health)}
          >
            <HealthMark health={health} /> <b>{count}</b>
          </button>
        ))}
    </div>
  );
}

function SearchBox({
  words,
  search,
}: {
  readonly words: string;
  readonly search: (words: string) => void;
}): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <input
      ref={box}
      type="search"
      class="search"
      placeholder="Search name, owner, table  ( / )"
      aria-label="Search pipelines"
      value={words}
      onInput={(event) => search(event.currentTarget.value)}
    />
  );
}

function NoPipelines(): JSX.Element {
  if (diagnostics.value?.source?.kind === 'apply')
    return (
      <Empty title="No pipeline is deployed yet.">
        <p>
          Make a plan with <code>sluice plan --out FILE</code>, have it reviewed, and apply it: it shows here.
        </p>
      </Empty>
    );
  return (
    <Empty title="No pipeline is deployed yet.">
      <p>
        Put a file into <code>pipelines/</code>; <code>sluice new</code> writes one to start from. It is read as soon as
        it is saved, and shows here.
      </p>
    </Empty>
  );
}

function matches({ name, owner, source, sink, engine }: Pipeline, words: string): boolean {
  const text = [name, owner ?? '', source, sink, engine?.type ?? ''].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
