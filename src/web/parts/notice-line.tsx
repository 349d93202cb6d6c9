import type { JSX } from 'preact';
import { notice } from '../state/facts.ts';

/** What came of the last thing somebody asked for. */
export function NoticeLine(): JSX.Element {
  const shown = notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {shown !== undefined && (
        <div class={`notice is-${shown.kind}`}>
          <span>
            {shown.text}
            {shown.help != null && <span class="quiet"> {shown.help}</span>}
          </span>
          {shown.link !== undefined && <a href={shown.link.href}>{shown.link.text}</a>}
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => (notice.value = undefined)}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}
