import type { JSX } from 'preact';

/** A message of Sluice's: its names are in backticks, and shown as code. */
export function Message({ text }: { readonly text: string }): JSX.Element {
  return (
    <span>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</span>
  );
}
