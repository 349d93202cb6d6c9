import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Connection } from './parts/connection.tsx';
import { NoticeLine } from './parts/notice-line.tsx';
import { TokenDialog } from './parts/token-dialog.tsx';
import { diagnostics, pipelines, status } from './state/facts.ts';
import { route } from './state/route.ts';
import { BackfillsView } from './views/backfills-view.tsx';
import { DeletedView } from './views/deleted-view.tsx';
import { EventsView } from './views/events-view.tsx';
import { GraphView } from './views/graph-view.tsx';
import { HistoryView } from './views/history-view.tsx';
import { Overview } from './views/overview.tsx';
import { RunView } from './views/run-view.tsx';
import { RunsView } from './views/runs-view.tsx';

const TABS = [
  { href: '#/', name: '', text: 'Overview' },
  { href: '#/runs', name: 'runs', text: 'Runs' },
  { href: '#/backfills', name: 'backfills', text: 'Backfills' },
  { href: '#/graph', name: 'graph', text: 'Graph' },
  { href: '#/events', name: 'events', text: 'Events' },
  { href: '#/deleted', name: 'deleted', text: 'Deleted' },
] as const;

export function App(): JSX.Element {
  const [view = ''] = route.value.path;
  useEffect(() => {
    const bad = (pipelines.value ?? []).filter(({ health }) => health.status === 'Degraded').length;
    const alarms = bad + (diagnostics.value?.source?.state === 'synced' ? 0 : (diagnostics.value?.summary.errors ?? 0));
    const where = status.value === undefined ? '' : ` · ${status.value.project}/${status.value.environment}`;
    document.title = `${alarms > 0 ? `(${alarms}) ` : ''}Sluice${where}`;
  }, [pipelines.value, diagnostics.value, status.value]);
  return (
    <>
      <a class="skip" href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="#/">
          <img src="./favicon.svg" width="20" height="20" alt="" />
          Sluice
        </a>
        {status.value !== undefined && (
          <span class="scope">
            {status.value.project}
            <span class="quiet"> / {status.value.environment}</span>
          </span>
        )}
        <nav aria-label="Views">
          {TABS.map(({ href, name, text }) => (
            <a key={name} href={href} aria-current={view === name ? 'page' : undefined}>
              {text}
            </a>
          ))}
        </nav>
        <Connection />
      </header>
      <main id="main" tabIndex={-1}>
        <View />
      </main>
      <NoticeLine />
      <TokenDialog />
    </>
  );
}

function View(): JSX.Element {
  const [view, id] = route.value.path;
  if (view === 'runs') return id === undefined ? <RunsView /> : <RunView key={id} id={id} />;
  if (view === 'backfills') return <BackfillsView />;
  if (view === 'graph') return <GraphView />;
  if (view === 'events') return <EventsView />;
  if (view === 'deleted') return <DeletedView />;
  if (view === 'history' && id !== undefined) return <HistoryView key={id} name={id} />;
  return <Overview />;
}

/** The hash is the page's address, so that it cannot be the anchor's too. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
