import type { JSX } from 'preact';
import type { Diagnostic } from '../state/api-types.ts';
import { diagnostics } from '../state/facts.ts';
import { Message } from './message.tsx';
import { RelativeTime } from './time.tsx';

/** What changes what is deployed, where that is no folder beside the daemon: people's plans, or a repository and its commit. */
export function SourceNote(): JSX.Element | null {
  const repository = diagnostics.value?.source?.repository;
  if (repository !== undefined)
    return (
      <p class="source-note quiet">
        From <code>{repository.url}</code> at <code>{repository.ref}</code>
        {repository.commit !== null && (
          <>
            : <code>{repository.commit.id.slice(0, 12)}</code> {repository.commit.subject} ({repository.commit.author})
          </>
        )}
      </p>
    );
  if (diagnostics.value?.source?.kind !== 'apply') return null;
  return (
    <p class="source-note quiet">
      Only reviewed plans change what is deployed: <code>sluice apply FILE</code>
    </p>
  );
}

/** What is wrong with the repository, while anything is. What runs is not touched by it, and it says so. */
export function SourceBanner(): JSX.Element | null {
  const found = diagnostics.value;
  if (found?.source == null || found.source.state === 'synced') return null;
  const { source, summary } = found;
  const unreadable = source.state === 'unreadable';
  const errors = found.diagnostics.filter(({ severity }) => severity === 'error');
  return (
    <section class="banner" role="alert" aria-label="The repository has errors">
      <header>
        <strong>
          {unreadable ? 'The repository cannot be read' : `${count(summary.errors, 'error')} in the pipeline files`}
        </strong>
        <span class="banner-calm">The last good version keeps running.</span>
        <span class="quiet">
          seen <RelativeTime at={source.checkedAt} />
        </span>
      </header>
      {source.problem !== undefined && (
        <p>
          <code class="code">{source.problem.code}</code> <Message text={source.problem.message} />
          {source.problem.help !== undefined && <Message text={`; ${source.problem.help}`} />}
        </p>
      )}
      <ul>
        {errors.map((one) => (
          <Problem key={`${one.file}:${one.range.start.line}:${one.range.start.column}:${one.code}`} one={one} />
        ))}
      </ul>
      {!unreadable && (
        <footer class="quiet">
          Mend the files and {source.kind === 'git' ? 'push' : 'save'}: they are read again by themselves. Check them
          first with: sluice check
        </footer>
      )}
    </section>
  );
}

function Problem({ one }: { readonly one: Diagnostic }): JSX.Element {
  const { line, column } = one.range.start;
  return (
    <li>
      <div>
        <code class="code">{one.code}</code> <Message text={one.message} />
      </div>
      <div class="place">
        {one.file}:{line}:{column}
      </div>
      {one.notes.map((note) => (
        <div key={note} class="quiet">
          <Message text={note} />
        </div>
      ))}
      {one.help !== undefined && (
        <div class="help">
          <Message text={one.help} />
        </div>
      )}
    </li>
  );
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
