import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { changedValues, type ChangedValue } from '../changed-values.ts';
import { api, ApiError } from '../state/api.ts';
import type { Artefact } from '../state/api-types.ts';

interface VersionChangesProps {
  /** Digests of two artefacts. */
  readonly before: string;
  readonly after: string;
  readonly describe: string;
}

/** What two versions of a pipeline have differently; read when it is opened. */
export function VersionChanges({ before, after, describe }: VersionChangesProps): JSX.Element {
  const [found, setFound] = useState<readonly ChangedValue[] | string | undefined>(undefined);
  const open = (isOpen: boolean): void => {
    if (!isOpen || Array.isArray(found)) return;
    Promise.all([api.artefact(before), api.artefact(after)]).then(
      ([old, now]) => setFound(changedValues(meaningOf(old.artefact), meaningOf(now.artefact))),
      (thrown: unknown) => setFound(thrown instanceof ApiError ? thrown.message : String(thrown)),
    );
  };
  return (
    <details class="changes" onToggle={(event) => open(event.currentTarget.open)}>
      <summary aria-label={`What changed ${describe}`}>what changed</summary>
      {typeof found === 'string' ? (
        <p class="quiet">{found}</p>
      ) : (
        <ul>
          {found?.map(({ path, before: old, after: now }) => (
            <li key={path}>
              <code>{path}</code> <Value value={old} /> <span aria-label="became">→</span> <Value value={now} />
            </li>
          ))}
          {found?.length === 0 && <li class="quiet">only how it is printed</li>}
        </ul>
      )}
    </details>
  );
}

function Value({ value }: { readonly value: unknown }): JSX.Element {
  return value === undefined ? <span class="quiet">nothing</span> : <code>{JSON.stringify(value)}</code>;
}

/** What its job is made of: the rest of an artefact is printed from it. */
function meaningOf({ pipeline, datasources, engine }: Artefact): object {
  return {
    ...pipeline,
    ...(datasources === undefined ? {} : { datasources }),
    ...(engine === undefined ? {} : { engine }),
  };
}
