import type { JSX } from 'preact';
import { connection, status, type Connection as State } from '../state/facts.ts';

const TEXT: Record<State, { readonly text: string; readonly title: string }> = {
  connecting: { text: 'Connecting', title: 'Asking the server' },
  live: { text: 'Live', title: 'Changes are shown as they happen' },
  polling: {
    text: 'Every 5 s',
    title: 'The stream of changes is interrupted; the page asks every 5 seconds until it is back',
  },
  lost: { text: 'No connection', title: 'The server does not answer. What you see is the last that was known' },
};

/** Whether what is on the page is what is, in the corner of the eye. */
export function Connection(): JSX.Element {
  const { text, title } = TEXT[connection.value];
  const version =
    status.value === undefined
      ? ''
      : ` · Sluice ${status.value.version} on ${status.value.store}, ${status.value.bus} events`;
  return (
    <span class={`connection is-${connection.value}`} role="status" title={`${title}${version}`}>
      <i aria-hidden="true" />
      {text}
    </span>
  );
}
