import type { JSX } from 'preact';
import { pipelines } from '../state/facts.ts';

/** So many names can be read at once. */
const NAMED = 10;

/** Pipelines that are gone from the files and wait for a person, while there are any. A yes is given where the whole set is shown. */
export function HeldNote(): JSX.Element | null {
  const held = (pipelines.value ?? []).filter(({ sync }) => sync.reason === 'PRUNE_PENDING').map(({ name }) => name);
  if (held.length === 0) return null;
  return (
    <p class="source-note" role="status">
      {held.length === 1 ? '1 pipeline is gone' : `${held.length} pipelines are gone`} from the files and still
      deployed, until <a href="#/deleted">somebody says yes</a>: {held.slice(0, NAMED).join(', ')}
      {held.length > NAMED && ', …'}
    </p>
  );
}
